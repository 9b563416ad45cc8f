# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'cover_dialog.ui'
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
from PySide6.QtWidgets import (QApplication, QDialog, QFormLayout, QHBoxLayout,
    QLabel, QListWidget, QListWidgetItem, QPushButton,
    QSizePolicy, QSpacerItem, QVBoxLayout, QWidget)

from csdesk.gui.days import DayEdit

class Ui_CoverDialog(object):
    def setupUi(self, CoverDialog):
        if not CoverDialog.objectName():
            CoverDialog.setObjectName(u"CoverDialog")
        CoverDialog.resize(420, 420)
        CoverDialog.setModal(True)
        self.layout = QVBoxLayout(CoverDialog)
        self.layout.setSpacing(10)
        self.layout.setObjectName(u"layout")
        self.layout.setContentsMargins(16, 14, 16, 14)
        self.lead = QLabel(CoverDialog)
        self.lead.setObjectName(u"lead")
        self.lead.setWordWrap(True)

        self.layout.addWidget(self.lead)

        self.colleagues = QListWidget(CoverDialog)
        self.colleagues.setObjectName(u"colleagues")

        self.layout.addWidget(self.colleagues)

        self.days = QFormLayout()
        self.days.setObjectName(u"days")
        self.since_label = QLabel(CoverDialog)
        self.since_label.setObjectName(u"since_label")

        self.days.setWidget(0, QFormLayout.ItemRole.LabelRole, self.since_label)

        self.since = DayEdit(CoverDialog)
        self.since.setObjectName(u"since")

        self.days.setWidget(0, QFormLayout.ItemRole.FieldRole, self.since)

        self.until_label = QLabel(CoverDialog)
        self.until_label.setObjectName(u"until_label")

        self.days.setWidget(1, QFormLayout.ItemRole.LabelRole, self.until_label)

        self.until = DayEdit(CoverDialog)
        self.until.setObjectName(u"until")

        self.days.setWidget(1, QFormLayout.ItemRole.FieldRole, self.until)


        self.layout.addLayout(self.days)

        self.told = QLabel(CoverDialog)
        self.told.setObjectName(u"told")
        self.told.setWordWrap(True)

        self.layout.addWidget(self.told)

        self.buttons = QHBoxLayout()
        self.buttons.setObjectName(u"buttons")
        self.gap = QSpacerItem(10, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.gap)

        self.ok_button = QPushButton(CoverDialog)
        self.ok_button.setObjectName(u"ok_button")
        self.ok_button.setAutoDefault(True)

        self.buttons.addWidget(self.ok_button)

        self.cancel_button = QPushButton(CoverDialog)
        self.cancel_button.setObjectName(u"cancel_button")
        self.cancel_button.setAutoDefault(False)

        self.buttons.addWidget(self.cancel_button)


        self.layout.addLayout(self.buttons)


        self.retranslateUi(CoverDialog)

        QMetaObject.connectSlotsByName(CoverDialog)
    # setupUi

    def retranslateUi(self, CoverDialog):
        CoverDialog.setWindowTitle(QCoreApplication.translate("CoverDialog", u"\u5b89\u6392\u9876\u73ed", None))
        self.lead.setText("")
        self.lead.setProperty(u"role", QCoreApplication.translate("CoverDialog", u"muted", None))
#if QT_CONFIG(accessibility)
        self.colleagues.setAccessibleName(QCoreApplication.translate("CoverDialog", u"\u4e3a\u8c01\u9876\u73ed", None))
#endif // QT_CONFIG(accessibility)
        self.since_label.setText(QCoreApplication.translate("CoverDialog", u"\u7b2c\u4e00\u5929", None))
        self.until_label.setText(QCoreApplication.translate("CoverDialog", u"\u6700\u540e\u4e00\u5929", None))
        self.told.setText("")
        self.told.setProperty(u"role", QCoreApplication.translate("CoverDialog", u"strong", None))
        self.ok_button.setText(QCoreApplication.translate("CoverDialog", u"\u7b7e\u53d1\u8bc1\u4e66\u2026", None))
        self.cancel_button.setText(QCoreApplication.translate("CoverDialog", u"\u53d6\u6d88", None))
    # retranslateUi

