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
from PySide6.QtWidgets import (QApplication, QCheckBox, QComboBox, QDialog,
    QHBoxLayout, QLabel, QLineEdit, QPushButton,
    QSizePolicy, QSpacerItem, QStackedWidget, QVBoxLayout,
    QWidget)

class Ui_EnrolDialog(object):
    def setupUi(self, EnrolDialog):
        if not EnrolDialog.objectName():
            EnrolDialog.setObjectName(u"EnrolDialog")
        EnrolDialog.resize(540, 430)
        EnrolDialog.setModal(True)
        self.layout = QVBoxLayout(EnrolDialog)
        self.layout.setSpacing(12)
        self.layout.setObjectName(u"layout")
        self.layout.setContentsMargins(18, 16, 18, 14)
        self.steps = QLabel(EnrolDialog)
        self.steps.setObjectName(u"steps")
        self.steps.setProperty(u"role", u"muted")
        self.steps.setWordWrap(True)

        self.layout.addWidget(self.steps)

        self.pages = QStackedWidget(EnrolDialog)
        self.pages.setObjectName(u"pages")
        self.join_page = QWidget()
        self.join_page.setObjectName(u"join_page")
        self.join_page_layout = QVBoxLayout(self.join_page)
        self.join_page_layout.setSpacing(12)
        self.join_page_layout.setObjectName(u"join_page_layout")
        self.join_page_layout.setContentsMargins(0, 0, 0, 0)
        self.join_title = QLabel(self.join_page)
        self.join_title.setObjectName(u"join_title")
        self.join_title.setProperty(u"role", u"title")
        self.join_title.setWordWrap(True)

        self.join_page_layout.addWidget(self.join_title)

        self.join_text = QLabel(self.join_page)
        self.join_text.setObjectName(u"join_text")
        self.join_text.setProperty(u"role", u"muted")
        self.join_text.setWordWrap(True)

        self.join_page_layout.addWidget(self.join_text)

        self.join_gap = QSpacerItem(10, 10, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.join_page_layout.addItem(self.join_gap)

        self.join_row = QHBoxLayout()
        self.join_row.setObjectName(u"join_row")
        self.have_button = QPushButton(self.join_page)
        self.have_button.setObjectName(u"have_button")
        self.have_button.setAutoDefault(False)

        self.join_row.addWidget(self.have_button)

        self.join_side = QSpacerItem(10, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.join_row.addItem(self.join_side)

        self.join_button = QPushButton(self.join_page)
        self.join_button.setObjectName(u"join_button")
        self.join_button.setProperty(u"primary", True)
        self.join_button.setAutoDefault(True)

        self.join_row.addWidget(self.join_button)


        self.join_page_layout.addLayout(self.join_row)

        self.pages.addWidget(self.join_page)
        self.accept_page = QWidget()
        self.accept_page.setObjectName(u"accept_page")
        self.accept_page_layout = QVBoxLayout(self.accept_page)
        self.accept_page_layout.setSpacing(12)
        self.accept_page_layout.setObjectName(u"accept_page_layout")
        self.accept_page_layout.setContentsMargins(0, 0, 0, 0)
        self.accept_title = QLabel(self.accept_page)
        self.accept_title.setObjectName(u"accept_title")
        self.accept_title.setProperty(u"role", u"title")
        self.accept_title.setWordWrap(True)

        self.accept_page_layout.addWidget(self.accept_title)

        self.accept_text = QLabel(self.accept_page)
        self.accept_text.setObjectName(u"accept_text")
        self.accept_text.setProperty(u"role", u"muted")
        self.accept_text.setWordWrap(True)

        self.accept_page_layout.addWidget(self.accept_text)

        self.accept_code = QLabel(self.accept_page)
        self.accept_code.setObjectName(u"accept_code")
        self.accept_code.setProperty(u"role", u"title")
        self.accept_code.setWordWrap(True)

        self.accept_page_layout.addWidget(self.accept_code)

        self.accept_next = QLabel(self.accept_page)
        self.accept_next.setObjectName(u"accept_next")
        self.accept_next.setProperty(u"role", u"muted")
        self.accept_next.setWordWrap(True)

        self.accept_page_layout.addWidget(self.accept_next)

        self.accept_gap = QSpacerItem(10, 10, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.accept_page_layout.addItem(self.accept_gap)

        self.accept_row = QHBoxLayout()
        self.accept_row.setObjectName(u"accept_row")
        self.again_button = QPushButton(self.accept_page)
        self.again_button.setObjectName(u"again_button")
        self.again_button.setAutoDefault(False)

        self.accept_row.addWidget(self.again_button)

        self.accept_side = QSpacerItem(10, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.accept_row.addItem(self.accept_side)

        self.accept_button = QPushButton(self.accept_page)
        self.accept_button.setObjectName(u"accept_button")
        self.accept_button.setProperty(u"primary", True)
        self.accept_button.setAutoDefault(True)

        self.accept_row.addWidget(self.accept_button)


        self.accept_page_layout.addLayout(self.accept_row)

        self.pages.addWidget(self.accept_page)
        self.admit_page = QWidget()
        self.admit_page.setObjectName(u"admit_page")
        self.admit_page_layout = QVBoxLayout(self.admit_page)
        self.admit_page_layout.setSpacing(12)
        self.admit_page_layout.setObjectName(u"admit_page_layout")
        self.admit_page_layout.setContentsMargins(0, 0, 0, 0)
        self.admit_title = QLabel(self.admit_page)
        self.admit_title.setObjectName(u"admit_title")
        self.admit_title.setProperty(u"role", u"title")
        self.admit_title.setWordWrap(True)

        self.admit_page_layout.addWidget(self.admit_title)

        self.admit_text = QLabel(self.admit_page)
        self.admit_text.setObjectName(u"admit_text")
        self.admit_text.setProperty(u"role", u"muted")
        self.admit_text.setWordWrap(True)

        self.admit_page_layout.addWidget(self.admit_text)

        self.admit_gap = QSpacerItem(10, 10, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.admit_page_layout.addItem(self.admit_gap)

        self.admit_row = QHBoxLayout()
        self.admit_row.setObjectName(u"admit_row")
        self.own_button = QPushButton(self.admit_page)
        self.own_button.setObjectName(u"own_button")
        self.own_button.setAutoDefault(False)

        self.admit_row.addWidget(self.own_button)

        self.admit_side = QSpacerItem(10, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.admit_row.addItem(self.admit_side)

        self.admit_button = QPushButton(self.admit_page)
        self.admit_button.setObjectName(u"admit_button")
        self.admit_button.setProperty(u"primary", True)
        self.admit_button.setAutoDefault(True)

        self.admit_row.addWidget(self.admit_button)


        self.admit_page_layout.addLayout(self.admit_row)

        self.pages.addWidget(self.admit_page)
        self.check_page = QWidget()
        self.check_page.setObjectName(u"check_page")
        self.check_page_layout = QVBoxLayout(self.check_page)
        self.check_page_layout.setSpacing(12)
        self.check_page_layout.setObjectName(u"check_page_layout")
        self.check_page_layout.setContentsMargins(0, 0, 0, 0)
        self.check_title = QLabel(self.check_page)
        self.check_title.setObjectName(u"check_title")
        self.check_title.setProperty(u"role", u"title")
        self.check_title.setWordWrap(True)

        self.check_page_layout.addWidget(self.check_title)

        self.check_who = QLabel(self.check_page)
        self.check_who.setObjectName(u"check_who")
        self.check_who.setWordWrap(True)

        self.check_page_layout.addWidget(self.check_who)

        self.check_code = QLabel(self.check_page)
        self.check_code.setObjectName(u"check_code")
        self.check_code.setProperty(u"role", u"title")
        self.check_code.setWordWrap(True)

        self.check_page_layout.addWidget(self.check_code)

        self.checked = QCheckBox(self.check_page)
        self.checked.setObjectName(u"checked")

        self.check_page_layout.addWidget(self.checked)

        self.twin = QCheckBox(self.check_page)
        self.twin.setObjectName(u"twin")

        self.check_page_layout.addWidget(self.twin)

        self.post_row = QHBoxLayout()
        self.post_row.setObjectName(u"post_row")
        self.post_label = QLabel(self.check_page)
        self.post_label.setObjectName(u"post_label")
        self.post_label.setProperty(u"role", u"label")
        self.post_label.setWordWrap(False)

        self.post_row.addWidget(self.post_label)

        self.post = QComboBox(self.check_page)
        self.post.setObjectName(u"post")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.post.sizePolicy().hasHeightForWidth())
        self.post.setSizePolicy(sizePolicy)

        self.post_row.addWidget(self.post)


        self.check_page_layout.addLayout(self.post_row)

        self.seat_row = QHBoxLayout()
        self.seat_row.setObjectName(u"seat_row")
        self.seat_label = QLabel(self.check_page)
        self.seat_label.setObjectName(u"seat_label")
        self.seat_label.setProperty(u"role", u"label")
        self.seat_label.setWordWrap(False)

        self.seat_row.addWidget(self.seat_label)

        self.seat = QLineEdit(self.check_page)
        self.seat.setObjectName(u"seat")

        self.seat_row.addWidget(self.seat)


        self.check_page_layout.addLayout(self.seat_row)

        self.span_row = QHBoxLayout()
        self.span_row.setObjectName(u"span_row")
        self.span_label = QLabel(self.check_page)
        self.span_label.setObjectName(u"span_label")
        self.span_label.setProperty(u"role", u"label")
        self.span_label.setWordWrap(False)

        self.span_row.addWidget(self.span_label)

        self.span = QLineEdit(self.check_page)
        self.span.setObjectName(u"span")

        self.span_row.addWidget(self.span)


        self.check_page_layout.addLayout(self.span_row)

        self.check_next = QLabel(self.check_page)
        self.check_next.setObjectName(u"check_next")
        self.check_next.setProperty(u"role", u"muted")
        self.check_next.setWordWrap(True)

        self.check_page_layout.addWidget(self.check_next)

        self.check_gap = QSpacerItem(10, 10, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.check_page_layout.addItem(self.check_gap)

        self.check_row = QHBoxLayout()
        self.check_row.setObjectName(u"check_row")
        self.refuse_button = QPushButton(self.check_page)
        self.refuse_button.setObjectName(u"refuse_button")
        self.refuse_button.setAutoDefault(False)

        self.check_row.addWidget(self.refuse_button)

        self.check_side = QSpacerItem(10, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.check_row.addItem(self.check_side)

        self.issue_button = QPushButton(self.check_page)
        self.issue_button.setObjectName(u"issue_button")
        self.issue_button.setProperty(u"primary", True)
        self.issue_button.setAutoDefault(True)

        self.check_row.addWidget(self.issue_button)


        self.check_page_layout.addLayout(self.check_row)

        self.pages.addWidget(self.check_page)

        self.layout.addWidget(self.pages)

        self.told = QLabel(EnrolDialog)
        self.told.setObjectName(u"told")
        self.told.setProperty(u"role", u"strong")
        self.told.setWordWrap(True)

        self.layout.addWidget(self.told)

        self.foot = QHBoxLayout()
        self.foot.setObjectName(u"foot")
        self.mine = QLabel(EnrolDialog)
        self.mine.setObjectName(u"mine")
        self.mine.setProperty(u"role", u"muted")
        self.mine.setWordWrap(False)

        self.foot.addWidget(self.mine)

        self.foot_gap = QSpacerItem(10, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.foot.addItem(self.foot_gap)

        self.cancel_button = QPushButton(EnrolDialog)
        self.cancel_button.setObjectName(u"cancel_button")
        self.cancel_button.setAutoDefault(False)

        self.foot.addWidget(self.cancel_button)


        self.layout.addLayout(self.foot)

#if QT_CONFIG(shortcut)
        self.post_label.setBuddy(self.post)
        self.seat_label.setBuddy(self.seat)
        self.span_label.setBuddy(self.span)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(EnrolDialog)

        QMetaObject.connectSlotsByName(EnrolDialog)
    # setupUi

    def retranslateUi(self, EnrolDialog):
        EnrolDialog.setWindowTitle(QCoreApplication.translate("EnrolDialog", u"\u5165\u7f51", None))
        self.steps.setText("")
        self.join_title.setText(QCoreApplication.translate("EnrolDialog", u"\u7b2c 1 \u6b65\uff1a\u751f\u6210\u5165\u7f51\u7533\u8bf7", None))
        self.join_text.setText(QCoreApplication.translate("EnrolDialog", u"\u7a0b\u5e8f\u5199\u4e00\u4efd\u7533\u8bf7\u6587\u4ef6\uff08.csjoin\uff09\u3002\u7528\u5fae\u4fe1\u3001\u90ae\u4ef6\u6216 U \u76d8\u628a\u5b83\u53d1\u7ed9\u6279\u51c6\u60a8\u7684\u4eba\uff1a\u4e13\u5458\u548c\u52a9\u7406\u53d1\u7ed9\u5206\u90e8\u7ecf\u7406\uff0c\u7ecf\u7406\u53d1\u7ed9\u603b\u90e8\u3002", None))
        self.have_button.setText(QCoreApplication.translate("EnrolDialog", u"\u5df2\u7ecf\u6536\u5230\u8bc1\u4e66(&H)\u2026", None))
        self.join_button.setText(QCoreApplication.translate("EnrolDialog", u"\u751f\u6210\u7533\u8bf7(&J)\u2026", None))
        self.accept_title.setText(QCoreApplication.translate("EnrolDialog", u"\u7b2c 2 \u6b65\uff1a\u62a5\u6838\u5bf9\u7801\uff0c\u7b49\u8bc1\u4e66", None))
        self.accept_text.setText("")
        self.accept_code.setText("")
        self.accept_next.setText(QCoreApplication.translate("EnrolDialog", u"\u7b2c 3 \u6b65\uff1a\u6536\u5230\u8bc1\u4e66\u6587\u4ef6\uff08.cscert\uff09\u540e\u653e\u8fdb\u6765\uff0c\u5165\u7f51\u5c31\u5b8c\u6210\u4e86\u3002", None))
        self.again_button.setText(QCoreApplication.translate("EnrolDialog", u"\u91cd\u65b0\u751f\u6210\u7533\u8bf7(&J)\u2026", None))
        self.accept_button.setText(QCoreApplication.translate("EnrolDialog", u"\u653e\u5165\u8bc1\u4e66(&A)\u2026", None))
        self.admit_title.setText(QCoreApplication.translate("EnrolDialog", u"\u7b2c 1 \u6b65\uff1a\u6253\u5f00\u7533\u8bf7\u4eba\u53d1\u6765\u7684\u7533\u8bf7\u6587\u4ef6", None))
        self.admit_text.setText(QCoreApplication.translate("EnrolDialog", u"\u7533\u8bf7\u6587\u4ef6\u7684\u6269\u5c55\u540d\u662f .csjoin\uff0c\u4e5f\u53ef\u4ee5\u76f4\u63a5\u62d6\u8fdb\u7a97\u53e3\u3002\u63a5\u7740\u6838\u5bf9\u4ed6\u662f\u8c01\uff0c\u518d\u751f\u6210\u8bc1\u4e66\u3002", None))
        self.own_button.setText(QCoreApplication.translate("EnrolDialog", u"\u6211\u81ea\u5df1\u8981\u5411\u4e0a\u7ea7\u5165\u7f51(&O)\u2026", None))
        self.admit_button.setText(QCoreApplication.translate("EnrolDialog", u"\u6253\u5f00\u7533\u8bf7(&A)\u2026", None))
        self.check_title.setText(QCoreApplication.translate("EnrolDialog", u"\u7b2c 2 \u6b65\uff1a\u6838\u5bf9\u662f\u8c01\u5728\u7533\u8bf7", None))
        self.check_who.setText("")
        self.check_code.setText("")
        self.checked.setText(QCoreApplication.translate("EnrolDialog", u"\u5df2\u5f53\u9762\u6216\u6253\u7535\u8bdd\u95ee\u8fc7\u4ed6\u7684\u6838\u5bf9\u7801\uff0c\u4e0e\u4e0a\u9762\u9010\u4f4d\u4e00\u81f4(&C)", None))
        self.twin.setText(QCoreApplication.translate("EnrolDialog", u"\u8fd9\u662f\u4ed6\u7684\u7b2c\u4e8c\u53f0\u7535\u8111\uff0c\u7528\u540c\u4e00\u4e2a\u5ba2\u6237\u7c3f(&T)", None))
        self.post_label.setText(QCoreApplication.translate("EnrolDialog", u"\u5c97\u4f4d(&P)", None))
        self.seat_label.setText(QCoreApplication.translate("EnrolDialog", u"\u5e2d\u4f4d(&S)", None))
        self.span_label.setText(QCoreApplication.translate("EnrolDialog", u"\u7ba1\u8f96\u5206\u90e8(&B)", None))
        self.check_next.setText(QCoreApplication.translate("EnrolDialog", u"\u7b2c 3 \u6b65\uff1a\u751f\u6210\u8bc1\u4e66\u6587\u4ef6\uff08.cscert\uff09\uff0c\u53d1\u8fd8\u7ed9\u4ed6\u3002", None))
        self.refuse_button.setText(QCoreApplication.translate("EnrolDialog", u"\u4e0d\u4e00\u81f4\uff0c\u4e0d\u7b7e\u53d1(&N)", None))
        self.issue_button.setText(QCoreApplication.translate("EnrolDialog", u"\u751f\u6210\u8bc1\u4e66(&G)\u2026", None))
        self.told.setText("")
        self.mine.setText("")
        self.cancel_button.setText(QCoreApplication.translate("EnrolDialog", u"\u5173\u95ed", None))
    # retranslateUi

