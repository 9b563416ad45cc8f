# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'people_dialog.ui'
##
## Created by: Qt User Interface Compiler version 6.11.3
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QDialog, QHBoxLayout, QHeaderView,
    QLabel, QPushButton, QSizePolicy, QSpacerItem,
    QTableView, QVBoxLayout, QWidget)

class Ui_PeopleDialog(object):
    def setupUi(self, PeopleDialog):
        if not PeopleDialog.objectName():
            PeopleDialog.setObjectName(u"PeopleDialog")
        PeopleDialog.resize(1080, 520)
        PeopleDialog.setModal(True)
        self.layout = QVBoxLayout(PeopleDialog)
        self.layout.setSpacing(10)
        self.layout.setObjectName(u"layout")
        self.layout.setContentsMargins(16, 14, 16, 14)
        self.lead = QLabel(PeopleDialog)
        self.lead.setObjectName(u"lead")
        self.lead.setWordWrap(True)

        self.layout.addWidget(self.lead)

        self.people = QTableView(PeopleDialog)
        self.people.setObjectName(u"people")
        self.people.setAlternatingRowColors(True)

        self.layout.addWidget(self.people)

        self.told = QLabel(PeopleDialog)
        self.told.setObjectName(u"told")
        self.told.setWordWrap(True)

        self.layout.addWidget(self.told)

        self.buttons = QHBoxLayout()
        self.buttons.setObjectName(u"buttons")
        self.enrol_button = QPushButton(PeopleDialog)
        self.enrol_button.setObjectName(u"enrol_button")
        self.enrol_button.setAutoDefault(False)

        self.buttons.addWidget(self.enrol_button)

        self.cover_button = QPushButton(PeopleDialog)
        self.cover_button.setObjectName(u"cover_button")
        self.cover_button.setAutoDefault(False)

        self.buttons.addWidget(self.cover_button)

        self.leave_button = QPushButton(PeopleDialog)
        self.leave_button.setObjectName(u"leave_button")
        self.leave_button.setAutoDefault(False)

        self.buttons.addWidget(self.leave_button)

        self.revoke_button = QPushButton(PeopleDialog)
        self.revoke_button.setObjectName(u"revoke_button")
        self.revoke_button.setAutoDefault(False)

        self.buttons.addWidget(self.revoke_button)

        self.reinstate_button = QPushButton(PeopleDialog)
        self.reinstate_button.setObjectName(u"reinstate_button")
        self.reinstate_button.setAutoDefault(False)

        self.buttons.addWidget(self.reinstate_button)

        self.gap = QSpacerItem(10, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.gap)

        self.keys_button = QPushButton(PeopleDialog)
        self.keys_button.setObjectName(u"keys_button")
        self.keys_button.setAutoDefault(False)

        self.buttons.addWidget(self.keys_button)

        self.cancel_button = QPushButton(PeopleDialog)
        self.cancel_button.setObjectName(u"cancel_button")
        self.cancel_button.setAutoDefault(False)

        self.buttons.addWidget(self.cancel_button)


        self.layout.addLayout(self.buttons)


        self.retranslateUi(PeopleDialog)

        QMetaObject.connectSlotsByName(PeopleDialog)
    # setupUi

    def retranslateUi(self, PeopleDialog):
        PeopleDialog.setWindowTitle(QCoreApplication.translate("PeopleDialog", u"\u4eba\u5458\u4e0e\u8bc1\u4e66", None))
        self.lead.setText(QCoreApplication.translate("PeopleDialog", u"\u6838\u5bf9\u7801\u7528\u6765\u5f53\u9762\u6216\u5728\u7535\u8bdd\u91cc\u786e\u8ba4\u662f\u4e0d\u662f\u672c\u4eba\u7684\u7535\u8111\u3002\u540a\u9500\u540e\uff0c\u90a3\u53f0\u7535\u8111\u6b64\u540e\u7684\u6587\u4ef6\u4e0d\u518d\u63a5\u53d7\uff0c\u6b64\u524d\u6536\u5230\u7684\u5185\u5bb9\u4fdd\u7559\uff0c\u53ef\u4ee5\u64a4\u9500\u3002", None))
        self.lead.setProperty(u"role", QCoreApplication.translate("PeopleDialog", u"muted", None))
#if QT_CONFIG(accessibility)
        self.people.setAccessibleName(QCoreApplication.translate("PeopleDialog", u"\u4eba\u5458\u4e0e\u8bc1\u4e66", None))
#endif // QT_CONFIG(accessibility)
        self.told.setText("")
        self.told.setProperty(u"role", QCoreApplication.translate("PeopleDialog", u"strong", None))
        self.enrol_button.setText(QCoreApplication.translate("PeopleDialog", u"\u5165\u7f51\u2026", None))
        self.cover_button.setText(QCoreApplication.translate("PeopleDialog", u"\u9876\u73ed\u2026", None))
        self.leave_button.setText(QCoreApplication.translate("PeopleDialog", u"\u79bb\u804c\u2026", None))
        self.revoke_button.setText(QCoreApplication.translate("PeopleDialog", u"\u540a\u9500\u2026", None))
        self.reinstate_button.setText(QCoreApplication.translate("PeopleDialog", u"\u64a4\u9500\u540a\u9500", None))
        self.keys_button.setText(QCoreApplication.translate("PeopleDialog", u"\u5bc6\u94a5", None))
        self.cancel_button.setText(QCoreApplication.translate("PeopleDialog", u"\u5173\u95ed", None))
    # retranslateUi

