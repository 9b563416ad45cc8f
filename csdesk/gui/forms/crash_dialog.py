# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'crash_dialog.ui'
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
from PySide6.QtWidgets import (QApplication, QDialog, QHBoxLayout, QLabel,
    QPlainTextEdit, QPushButton, QSizePolicy, QSpacerItem,
    QVBoxLayout, QWidget)

class Ui_CrashDialog(object):
    def setupUi(self, CrashDialog):
        if not CrashDialog.objectName():
            CrashDialog.setObjectName(u"CrashDialog")
        CrashDialog.resize(560, 360)
        CrashDialog.setModal(True)
        self.layout = QVBoxLayout(CrashDialog)
        self.layout.setSpacing(10)
        self.layout.setObjectName(u"layout")
        self.layout.setContentsMargins(20, 16, 20, 14)
        self.heading = QLabel(CrashDialog)
        self.heading.setObjectName(u"heading")

        self.layout.addWidget(self.heading)

        self.lead = QLabel(CrashDialog)
        self.lead.setObjectName(u"lead")
        self.lead.setWordWrap(True)

        self.layout.addWidget(self.lead)

        self.details = QPlainTextEdit(CrashDialog)
        self.details.setObjectName(u"details")
        self.details.setReadOnly(True)

        self.layout.addWidget(self.details)

        self.buttons = QHBoxLayout()
        self.buttons.setObjectName(u"buttons")
        self.copy_button = QPushButton(CrashDialog)
        self.copy_button.setObjectName(u"copy_button")
        self.copy_button.setAutoDefault(False)

        self.buttons.addWidget(self.copy_button)

        self.gap = QSpacerItem(10, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.gap)

        self.close_button = QPushButton(CrashDialog)
        self.close_button.setObjectName(u"close_button")
        self.close_button.setProperty(u"primary", True)

        self.buttons.addWidget(self.close_button)


        self.layout.addLayout(self.buttons)


        self.retranslateUi(CrashDialog)

        self.close_button.setDefault(True)


        QMetaObject.connectSlotsByName(CrashDialog)
    # setupUi

    def retranslateUi(self, CrashDialog):
        CrashDialog.setWindowTitle(QCoreApplication.translate("CrashDialog", u"\u7a0b\u5e8f\u51fa\u9519", None))
        self.heading.setText(QCoreApplication.translate("CrashDialog", u"\u7a0b\u5e8f\u9047\u5230\u4e86\u610f\u5916\u9519\u8bef", None))
        self.heading.setProperty(u"role", QCoreApplication.translate("CrashDialog", u"title", None))
        self.lead.setText("")
#if QT_CONFIG(accessibility)
        self.details.setAccessibleName(QCoreApplication.translate("CrashDialog", u"\u9519\u8bef\u7ec6\u8282", None))
#endif // QT_CONFIG(accessibility)
        self.copy_button.setText(QCoreApplication.translate("CrashDialog", u"\u590d\u5236\u7ec6\u8282", None))
        self.close_button.setText(QCoreApplication.translate("CrashDialog", u"\u7ee7\u7eed", None))
    # retranslateUi

