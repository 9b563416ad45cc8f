# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'send_dialog.ui'
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
from PySide6.QtWidgets import (QApplication, QCheckBox, QComboBox, QDialog,
    QHBoxLayout, QLabel, QPushButton, QSizePolicy,
    QSpacerItem, QTextBrowser, QVBoxLayout, QWidget)

class Ui_SendDialog(object):
    def setupUi(self, SendDialog):
        if not SendDialog.objectName():
            SendDialog.setObjectName(u"SendDialog")
        SendDialog.resize(560, 520)
        SendDialog.setModal(True)
        self.layout = QVBoxLayout(SendDialog)
        self.layout.setSpacing(10)
        self.layout.setObjectName(u"layout")
        self.layout.setContentsMargins(16, 14, 16, 14)
        self.lead = QLabel(SendDialog)
        self.lead.setObjectName(u"lead")
        self.lead.setWordWrap(True)

        self.layout.addWidget(self.lead)

        self.row_to = QHBoxLayout()
        self.row_to.setObjectName(u"row_to")
        self.to_label = QLabel(SendDialog)
        self.to_label.setObjectName(u"to_label")

        self.row_to.addWidget(self.to_label)

        self.to = QComboBox(SendDialog)
        self.to.setObjectName(u"to")

        self.row_to.addWidget(self.to)

        self.row_to.setStretch(1, 1)

        self.layout.addLayout(self.row_to)

        self.full = QCheckBox(SendDialog)
        self.full.setObjectName(u"full")

        self.layout.addWidget(self.full)

        self.content = QTextBrowser(SendDialog)
        self.content.setObjectName(u"content")
        self.content.setOpenLinks(False)

        self.layout.addWidget(self.content)

        self.told = QLabel(SendDialog)
        self.told.setObjectName(u"told")
        self.told.setWordWrap(True)

        self.layout.addWidget(self.told)

        self.buttons = QHBoxLayout()
        self.buttons.setObjectName(u"buttons")
        self.folder_button = QPushButton(SendDialog)
        self.folder_button.setObjectName(u"folder_button")
        self.folder_button.setAutoDefault(False)

        self.buttons.addWidget(self.folder_button)

        self.copy_button = QPushButton(SendDialog)
        self.copy_button.setObjectName(u"copy_button")
        self.copy_button.setAutoDefault(False)

        self.buttons.addWidget(self.copy_button)

        self.gap = QSpacerItem(10, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.gap)

        self.cancel_button = QPushButton(SendDialog)
        self.cancel_button.setObjectName(u"cancel_button")
        self.cancel_button.setAutoDefault(False)

        self.buttons.addWidget(self.cancel_button)

        self.go_button = QPushButton(SendDialog)
        self.go_button.setObjectName(u"go_button")
        self.go_button.setProperty(u"primary", True)

        self.buttons.addWidget(self.go_button)


        self.layout.addLayout(self.buttons)

        self.layout.setStretch(3, 1)
#if QT_CONFIG(shortcut)
        self.to_label.setBuddy(self.to)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(SendDialog)

        self.go_button.setDefault(True)


        QMetaObject.connectSlotsByName(SendDialog)
    # setupUi

    def retranslateUi(self, SendDialog):
        SendDialog.setWindowTitle(QCoreApplication.translate("SendDialog", u"\u53d1\u9001\u540c\u6b65\u6587\u4ef6", None))
        self.lead.setText(QCoreApplication.translate("SendDialog", u"\u5199\u4e00\u4efd\u53ea\u6709\u6536\u4ef6\u4eba\u80fd\u6253\u5f00\u7684\u540c\u6b65\u6587\u4ef6\uff0c\u518d\u7528\u90ae\u4ef6\u3001\u5fae\u4fe1\u6216 U \u76d8\u4ea4\u7ed9\u5bf9\u65b9\u3002", None))
        self.lead.setProperty(u"role", QCoreApplication.translate("SendDialog", u"muted", None))
        self.to_label.setText(QCoreApplication.translate("SendDialog", u"\u53d1\u7ed9(&T) \u25cf", None))
        self.to_label.setProperty(u"role", QCoreApplication.translate("SendDialog", u"label", None))
        self.full.setText(QCoreApplication.translate("SendDialog", u"\u53d1\u9001\u5168\u90e8\u5185\u5bb9\uff08\u5bf9\u65b9\u4e22\u5931\u6570\u636e\u65f6\u7528\uff09", None))
#if QT_CONFIG(accessibility)
        self.content.setAccessibleName(QCoreApplication.translate("SendDialog", u"\u8fd9\u4efd\u6587\u4ef6\u91cc\u6709\u4ec0\u4e48", None))
#endif // QT_CONFIG(accessibility)
        self.told.setText("")
        self.told.setProperty(u"role", QCoreApplication.translate("SendDialog", u"wrong", None))
        self.folder_button.setText(QCoreApplication.translate("SendDialog", u"\u6253\u5f00\u6587\u4ef6\u5939", None))
        self.folder_button.setProperty(u"glyph", QCoreApplication.translate("SendDialog", u"file", None))
        self.copy_button.setText(QCoreApplication.translate("SendDialog", u"\u590d\u5236\u8def\u5f84", None))
        self.cancel_button.setText(QCoreApplication.translate("SendDialog", u"\u5173\u95ed", None))
        self.go_button.setText(QCoreApplication.translate("SendDialog", u"\u5199\u540c\u6b65\u6587\u4ef6\u2026", None))
        self.go_button.setProperty(u"glyph", QCoreApplication.translate("SendDialog", u"send", None))
    # retranslateUi

