# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'enrol_dialog.ui'
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
    QPushButton, QSizePolicy, QSpacerItem, QVBoxLayout,
    QWidget)

class Ui_EnrolDialog(object):
    def setupUi(self, EnrolDialog):
        if not EnrolDialog.objectName():
            EnrolDialog.setObjectName(u"EnrolDialog")
        EnrolDialog.resize(540, 430)
        EnrolDialog.setModal(True)
        self.layout = QVBoxLayout(EnrolDialog)
        self.layout.setSpacing(10)
        self.layout.setObjectName(u"layout")
        self.layout.setContentsMargins(16, 14, 16, 14)
        self.lead = QLabel(EnrolDialog)
        self.lead.setObjectName(u"lead")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        sizePolicy.setHorizontalStretch(1)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.lead.sizePolicy().hasHeightForWidth())
        self.lead.setSizePolicy(sizePolicy)
        self.lead.setWordWrap(True)

        self.layout.addWidget(self.lead)

        self.mine = QLabel(EnrolDialog)
        self.mine.setObjectName(u"mine")
        self.mine.setTextFormat(Qt.TextFormat.PlainText)
        self.mine.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

        self.layout.addWidget(self.mine)

        self.join_title = QLabel(EnrolDialog)
        self.join_title.setObjectName(u"join_title")

        self.layout.addWidget(self.join_title)

        self.row_join = QHBoxLayout()
        self.row_join.setObjectName(u"row_join")
        self.join_text = QLabel(EnrolDialog)
        self.join_text.setObjectName(u"join_text")
        sizePolicy.setHeightForWidth(self.join_text.sizePolicy().hasHeightForWidth())
        self.join_text.setSizePolicy(sizePolicy)
        self.join_text.setWordWrap(True)

        self.row_join.addWidget(self.join_text)

        self.join_button = QPushButton(EnrolDialog)
        self.join_button.setObjectName(u"join_button")
        self.join_button.setAutoDefault(False)

        self.row_join.addWidget(self.join_button)


        self.layout.addLayout(self.row_join)

        self.admit_title = QLabel(EnrolDialog)
        self.admit_title.setObjectName(u"admit_title")

        self.layout.addWidget(self.admit_title)

        self.row_admit = QHBoxLayout()
        self.row_admit.setObjectName(u"row_admit")
        self.admit_text = QLabel(EnrolDialog)
        self.admit_text.setObjectName(u"admit_text")
        sizePolicy.setHeightForWidth(self.admit_text.sizePolicy().hasHeightForWidth())
        self.admit_text.setSizePolicy(sizePolicy)
        self.admit_text.setWordWrap(True)

        self.row_admit.addWidget(self.admit_text)

        self.admit_button = QPushButton(EnrolDialog)
        self.admit_button.setObjectName(u"admit_button")
        self.admit_button.setAutoDefault(False)

        self.row_admit.addWidget(self.admit_button)


        self.layout.addLayout(self.row_admit)

        self.accept_title = QLabel(EnrolDialog)
        self.accept_title.setObjectName(u"accept_title")

        self.layout.addWidget(self.accept_title)

        self.row_accept = QHBoxLayout()
        self.row_accept.setObjectName(u"row_accept")
        self.accept_text = QLabel(EnrolDialog)
        self.accept_text.setObjectName(u"accept_text")
        sizePolicy.setHeightForWidth(self.accept_text.sizePolicy().hasHeightForWidth())
        self.accept_text.setSizePolicy(sizePolicy)
        self.accept_text.setWordWrap(True)

        self.row_accept.addWidget(self.accept_text)

        self.accept_button = QPushButton(EnrolDialog)
        self.accept_button.setObjectName(u"accept_button")
        self.accept_button.setAutoDefault(False)

        self.row_accept.addWidget(self.accept_button)


        self.layout.addLayout(self.row_accept)

        self.told = QLabel(EnrolDialog)
        self.told.setObjectName(u"told")
        self.told.setWordWrap(True)

        self.layout.addWidget(self.told)

        self.gap_v = QSpacerItem(10, 10, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout.addItem(self.gap_v)

        self.buttons = QHBoxLayout()
        self.buttons.setObjectName(u"buttons")
        self.gap = QSpacerItem(10, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.gap)

        self.cancel_button = QPushButton(EnrolDialog)
        self.cancel_button.setObjectName(u"cancel_button")

        self.buttons.addWidget(self.cancel_button)


        self.layout.addLayout(self.buttons)


        self.retranslateUi(EnrolDialog)

        self.cancel_button.setDefault(True)


        QMetaObject.connectSlotsByName(EnrolDialog)
    # setupUi

    def retranslateUi(self, EnrolDialog):
        EnrolDialog.setWindowTitle(QCoreApplication.translate("EnrolDialog", u"\u5165\u7f51", None))
        self.lead.setText(QCoreApplication.translate("EnrolDialog", u"\u5165\u7f51\u4e4b\u540e\uff0c\u60a8\u7684\u540c\u6b65\u6587\u4ef6\u624d\u4f1a\u88ab\u5206\u90e8\u63a5\u53d7\u3002\u4e09\u6b65\uff1a\u4e13\u5458\u5199\u7533\u8bf7 \u2192 \u7ecf\u7406\u6279\u51c6 \u2192 \u4e13\u5458\u88c5\u5165\u8bc1\u4e66\u3002", None))
        self.lead.setProperty(u"role", QCoreApplication.translate("EnrolDialog", u"muted", None))
        self.mine.setText("")
        self.join_title.setText(QCoreApplication.translate("EnrolDialog", u"1  \u6211\u8981\u5165\u7f51", None))
        self.join_title.setProperty(u"role", QCoreApplication.translate("EnrolDialog", u"strong", None))
        self.join_text.setText(QCoreApplication.translate("EnrolDialog", u"\u5199\u4e00\u4efd\u7533\u8bf7\u6587\u4ef6\uff08.csjoin\uff09\uff0c\u4ea4\u7ed9\u5206\u90e8\u7ecf\u7406\uff0c\u5e76\u62a5\u6838\u5bf9\u7801\u3002", None))
        self.join_text.setProperty(u"role", QCoreApplication.translate("EnrolDialog", u"muted", None))
        self.join_button.setText(QCoreApplication.translate("EnrolDialog", u"\u5199\u7533\u8bf7\u2026", None))
        self.admit_title.setText(QCoreApplication.translate("EnrolDialog", u"2  \u6211\u662f\u7ecf\u7406\uff1a\u6279\u51c6\u7533\u8bf7", None))
        self.admit_title.setProperty(u"role", QCoreApplication.translate("EnrolDialog", u"strong", None))
        self.admit_text.setText(QCoreApplication.translate("EnrolDialog", u"\u6253\u5f00\u7533\u8bf7\u6587\u4ef6\uff0c\u6838\u5bf9\u7801\u4e00\u81f4\u518d\u7b7e\u53d1\u8bc1\u4e66\uff08.cscert\uff09\u3002", None))
        self.admit_text.setProperty(u"role", QCoreApplication.translate("EnrolDialog", u"muted", None))
        self.admit_button.setText(QCoreApplication.translate("EnrolDialog", u"\u6279\u51c6\u2026", None))
        self.accept_title.setText(QCoreApplication.translate("EnrolDialog", u"3  \u88c5\u5165\u8bc1\u4e66", None))
        self.accept_title.setProperty(u"role", QCoreApplication.translate("EnrolDialog", u"strong", None))
        self.accept_text.setText(QCoreApplication.translate("EnrolDialog", u"\u6253\u5f00\u7ecf\u7406\u53d1\u56de\u7684\u8bc1\u4e66\u6587\u4ef6\uff08.cscert\uff09\u3002", None))
        self.accept_text.setProperty(u"role", QCoreApplication.translate("EnrolDialog", u"muted", None))
        self.accept_button.setText(QCoreApplication.translate("EnrolDialog", u"\u88c5\u5165\u2026", None))
        self.told.setText("")
        self.told.setProperty(u"role", QCoreApplication.translate("EnrolDialog", u"strong", None))
        self.cancel_button.setText(QCoreApplication.translate("EnrolDialog", u"\u5173\u95ed", None))
    # retranslateUi

