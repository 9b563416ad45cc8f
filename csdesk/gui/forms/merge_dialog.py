# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'merge_dialog.ui'
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
    QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget)

class Ui_MergeDialog(object):
    def setupUi(self, MergeDialog):
        if not MergeDialog.objectName():
            MergeDialog.setObjectName(u"MergeDialog")
        MergeDialog.resize(900, 520)
        MergeDialog.setModal(True)
        MergeDialog.setAcceptDrops(True)
        self.layout = QVBoxLayout(MergeDialog)
        self.layout.setSpacing(10)
        self.layout.setObjectName(u"layout")
        self.layout.setContentsMargins(16, 14, 16, 14)
        self.top = QHBoxLayout()
        self.top.setObjectName(u"top")
        self.lead = QLabel(MergeDialog)
        self.lead.setObjectName(u"lead")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        sizePolicy.setHorizontalStretch(1)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.lead.sizePolicy().hasHeightForWidth())
        self.lead.setSizePolicy(sizePolicy)
        self.lead.setWordWrap(True)

        self.top.addWidget(self.lead)

        self.choose_button = QPushButton(MergeDialog)
        self.choose_button.setObjectName(u"choose_button")
        self.choose_button.setAutoDefault(False)

        self.top.addWidget(self.choose_button)


        self.layout.addLayout(self.top)

        self.packs = QTableWidget(MergeDialog)
        self.packs.setObjectName(u"packs")
        self.packs.setAlternatingRowColors(True)

        self.layout.addWidget(self.packs)

        self.summary = QLabel(MergeDialog)
        self.summary.setObjectName(u"summary")
        self.summary.setWordWrap(True)

        self.layout.addWidget(self.summary)

        self.told = QLabel(MergeDialog)
        self.told.setObjectName(u"told")
        self.told.setWordWrap(True)

        self.layout.addWidget(self.told)

        self.buttons = QHBoxLayout()
        self.buttons.setObjectName(u"buttons")
        self.hold_button = QPushButton(MergeDialog)
        self.hold_button.setObjectName(u"hold_button")
        self.hold_button.setAutoDefault(False)

        self.buttons.addWidget(self.hold_button)

        self.lift_button = QPushButton(MergeDialog)
        self.lift_button.setObjectName(u"lift_button")
        self.lift_button.setAutoDefault(False)

        self.buttons.addWidget(self.lift_button)

        self.gap = QSpacerItem(10, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.gap)

        self.cancel_button = QPushButton(MergeDialog)
        self.cancel_button.setObjectName(u"cancel_button")
        self.cancel_button.setAutoDefault(False)

        self.buttons.addWidget(self.cancel_button)

        self.go_button = QPushButton(MergeDialog)
        self.go_button.setObjectName(u"go_button")
        self.go_button.setProperty(u"primary", True)
        self.go_button.setAutoDefault(False)

        self.buttons.addWidget(self.go_button)


        self.layout.addLayout(self.buttons)


        self.retranslateUi(MergeDialog)

        QMetaObject.connectSlotsByName(MergeDialog)
    # setupUi

    def retranslateUi(self, MergeDialog):
        MergeDialog.setWindowTitle(QCoreApplication.translate("MergeDialog", u"\u5408\u5e76\u540c\u6b65\u6587\u4ef6", None))
        self.lead.setText(QCoreApplication.translate("MergeDialog", u"\u9009\u62e9\u6536\u5230\u7684\u540c\u6b65\u6587\u4ef6\uff08.csdesk\uff09\uff0c\u4e5f\u53ef\u4ee5\u62d6\u5230\u7a97\u53e3\u4e0a\u3002\u5148\u6838\u5bf9\uff0c\u518d\u5408\u5e76\uff1b\u5408\u5e76\u524d\u81ea\u52a8\u68c0\u67e5\uff0c\u6709\u95ee\u9898\u7684\u6587\u4ef6\u4e0d\u4f1a\u5199\u5165\u3002", None))
        self.lead.setProperty(u"role", QCoreApplication.translate("MergeDialog", u"muted", None))
        self.choose_button.setText(QCoreApplication.translate("MergeDialog", u"\u9009\u62e9\u6587\u4ef6\u2026", None))
        self.choose_button.setProperty(u"glyph", QCoreApplication.translate("MergeDialog", u"file", None))
#if QT_CONFIG(accessibility)
        self.packs.setAccessibleName(QCoreApplication.translate("MergeDialog", u"\u540c\u6b65\u6587\u4ef6", None))
#endif // QT_CONFIG(accessibility)
        self.summary.setText("")
        self.summary.setProperty(u"role", QCoreApplication.translate("MergeDialog", u"strong", None))
        self.told.setText("")
        self.told.setProperty(u"role", QCoreApplication.translate("MergeDialog", u"wrong", None))
        self.hold_button.setText(QCoreApplication.translate("MergeDialog", u"\u9000\u56de\u8fd9\u4efd\u6587\u4ef6", None))
        self.hold_button.setProperty(u"glyph", QCoreApplication.translate("MergeDialog", u"undo", None))
        self.lift_button.setText(QCoreApplication.translate("MergeDialog", u"\u53d6\u6d88\u9000\u56de", None))
        self.lift_button.setProperty(u"glyph", QCoreApplication.translate("MergeDialog", u"redo", None))
        self.cancel_button.setText(QCoreApplication.translate("MergeDialog", u"\u5173\u95ed", None))
        self.go_button.setText(QCoreApplication.translate("MergeDialog", u"\u5408\u5e76", None))
        self.go_button.setProperty(u"glyph", QCoreApplication.translate("MergeDialog", u"merge", None))
    # retranslateUi

