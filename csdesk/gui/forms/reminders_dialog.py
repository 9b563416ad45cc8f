# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'reminders_dialog.ui'
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
from PySide6.QtWidgets import (QApplication, QCheckBox, QDialog, QHBoxLayout,
    QLabel, QPushButton, QSizePolicy, QSpacerItem,
    QSpinBox, QTimeEdit, QVBoxLayout, QWidget)
class Ui_RemindersDialog(object):
    def setupUi(self, RemindersDialog):
        if not RemindersDialog.objectName():
            RemindersDialog.setObjectName(u"RemindersDialog")
        RemindersDialog.resize(460, 240)
        RemindersDialog.setModal(True)
        self.layout = QVBoxLayout(RemindersDialog)
        self.layout.setSpacing(10)
        self.layout.setObjectName(u"layout")
        self.layout.setContentsMargins(16, 14, 16, 14)
        self.on = QCheckBox(RemindersDialog)
        self.on.setObjectName(u"on")

        self.layout.addWidget(self.on)

        self.ahead_row = QHBoxLayout()
        self.ahead_row.setObjectName(u"ahead_row")
        self.ahead_label = QLabel(RemindersDialog)
        self.ahead_label.setObjectName(u"ahead_label")

        self.ahead_row.addWidget(self.ahead_label)

        self.ahead = QSpinBox(RemindersDialog)
        self.ahead.setObjectName(u"ahead")
        self.ahead.setMaximum(240)
        self.ahead.setSingleStep(5)

        self.ahead_row.addWidget(self.ahead)

        self.ahead_spacer = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.ahead_row.addItem(self.ahead_spacer)


        self.layout.addLayout(self.ahead_row)

        self.quiet_row = QHBoxLayout()
        self.quiet_row.setObjectName(u"quiet_row")
        self.quiet = QCheckBox(RemindersDialog)
        self.quiet.setObjectName(u"quiet")

        self.quiet_row.addWidget(self.quiet)

        self.quiet_from = QTimeEdit(RemindersDialog)
        self.quiet_from.setObjectName(u"quiet_from")

        self.quiet_row.addWidget(self.quiet_from)

        self.until = QLabel(RemindersDialog)
        self.until.setObjectName(u"until")

        self.quiet_row.addWidget(self.until)

        self.quiet_to = QTimeEdit(RemindersDialog)
        self.quiet_to.setObjectName(u"quiet_to")

        self.quiet_row.addWidget(self.quiet_to)

        self.quiet_spacer = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.quiet_row.addItem(self.quiet_spacer)


        self.layout.addLayout(self.quiet_row)

        self.help = QLabel(RemindersDialog)
        self.help.setObjectName(u"help")
        self.help.setWordWrap(True)

        self.layout.addWidget(self.help)

        self.spacer = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout.addItem(self.spacer)

        self.buttons = QHBoxLayout()
        self.buttons.setObjectName(u"buttons")
        self.buttons_spacer = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.buttons_spacer)

        self.cancel_button = QPushButton(RemindersDialog)
        self.cancel_button.setObjectName(u"cancel_button")
        self.cancel_button.setAutoDefault(False)

        self.buttons.addWidget(self.cancel_button)

        self.ok_button = QPushButton(RemindersDialog)
        self.ok_button.setObjectName(u"ok_button")
        self.ok_button.setProperty(u"primary", True)

        self.buttons.addWidget(self.ok_button)


        self.layout.addLayout(self.buttons)

#if QT_CONFIG(shortcut)
        self.ahead_label.setBuddy(self.ahead)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(RemindersDialog)

        self.ok_button.setDefault(True)


        QMetaObject.connectSlotsByName(RemindersDialog)
    # setupUi

    def retranslateUi(self, RemindersDialog):
        RemindersDialog.setWindowTitle(QCoreApplication.translate("RemindersDialog", u"\u63d0\u9192", None))
        self.on.setText(QCoreApplication.translate("RemindersDialog", u"\u5230\u70b9\u63d0\u9192\uff1a\u8be5\u6253\u7684\u7535\u8bdd\u3001\u6848\u4ef6\u671f\u9650\u3001\u5199\u4e86\u63d0\u9192\u65f6\u95f4\u7684\u5f85\u529e", None))
        self.ahead_label.setText(QCoreApplication.translate("RemindersDialog", u"\u6848\u4ef6\u671f\u9650\u63d0\u524d", None))
#if QT_CONFIG(accessibility)
        self.ahead.setAccessibleName(QCoreApplication.translate("RemindersDialog", u"\u6848\u4ef6\u671f\u9650\u63d0\u524d\u51e0\u5206\u949f\u63d0\u9192", None))
#endif // QT_CONFIG(accessibility)
        self.ahead.setSuffix(QCoreApplication.translate("RemindersDialog", u" \u5206\u949f", None))
        self.quiet.setText(QCoreApplication.translate("RemindersDialog", u"\u5b89\u9759\u65f6\u6bb5\u4e0d\u63d0\u9192", None))
#if QT_CONFIG(accessibility)
        self.quiet_from.setAccessibleName(QCoreApplication.translate("RemindersDialog", u"\u5b89\u9759\u65f6\u6bb5\u4ece", None))
#endif // QT_CONFIG(accessibility)
        self.quiet_from.setDisplayFormat(QCoreApplication.translate("RemindersDialog", u"HH:mm", None))
        self.until.setText(QCoreApplication.translate("RemindersDialog", u"\u81f3", None))
#if QT_CONFIG(accessibility)
        self.quiet_to.setAccessibleName(QCoreApplication.translate("RemindersDialog", u"\u5b89\u9759\u65f6\u6bb5\u5230", None))
#endif // QT_CONFIG(accessibility)
        self.quiet_to.setDisplayFormat(QCoreApplication.translate("RemindersDialog", u"HH:mm", None))
        self.help.setText(QCoreApplication.translate("RemindersDialog", u"\u63d0\u9192\u663e\u793a\u5728\u5c4f\u5e55\u89d2\u4e0a\u548c\u7a97\u53e3\u4e0b\u65b9\uff0c\u70b9\u4e00\u4e0b\u6253\u5f00\u90a3\u6761\u8bb0\u5f55\u3002\u9519\u8fc7\u7684\u4ecd\u5217\u5728\u201c\u4eca\u65e5\u201d\u3002\u53ea\u5728\u672c\u673a\u751f\u6548\u3002", None))
        self.help.setProperty(u"role", QCoreApplication.translate("RemindersDialog", u"muted", None))
        self.cancel_button.setText(QCoreApplication.translate("RemindersDialog", u"\u53d6\u6d88", None))
        self.ok_button.setText(QCoreApplication.translate("RemindersDialog", u"\u4fdd\u5b58", None))
    # retranslateUi

