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
    QLabel, QProgressBar, QPushButton, QSizePolicy,
    QSpacerItem, QSplitter, QTableView, QTextBrowser,
    QVBoxLayout, QWidget)

class Ui_MergeDialog(object):
    def setupUi(self, MergeDialog):
        if not MergeDialog.objectName():
            MergeDialog.setObjectName(u"MergeDialog")
        MergeDialog.resize(1240, 640)
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

        self.splitter = QSplitter(MergeDialog)
        self.splitter.setObjectName(u"splitter")
        self.splitter.setOrientation(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.packs = QTableView(self.splitter)
        self.packs.setObjectName(u"packs")
        self.packs.setAlternatingRowColors(True)
        self.splitter.addWidget(self.packs)
        self.report = QTextBrowser(self.splitter)
        self.report.setObjectName(u"report")
        self.report.setOpenLinks(False)
        self.splitter.addWidget(self.report)

        self.layout.addWidget(self.splitter)

        self.summary = QLabel(MergeDialog)
        self.summary.setObjectName(u"summary")
        self.summary.setWordWrap(True)

        self.layout.addWidget(self.summary)

        self.work_row = QHBoxLayout()
        self.work_row.setObjectName(u"work_row")
        self.work = QLabel(MergeDialog)
        self.work.setObjectName(u"work")

        self.work_row.addWidget(self.work)

        self.progress = QProgressBar(MergeDialog)
        self.progress.setObjectName(u"progress")
        self.progress.setTextVisible(False)

        self.work_row.addWidget(self.progress)

        self.stop_button = QPushButton(MergeDialog)
        self.stop_button.setObjectName(u"stop_button")
        self.stop_button.setAutoDefault(False)

        self.work_row.addWidget(self.stop_button)

        self.work_gap = QSpacerItem(10, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.work_row.addItem(self.work_gap)


        self.layout.addLayout(self.work_row)

        self.told = QLabel(MergeDialog)
        self.told.setObjectName(u"told")
        self.told.setWordWrap(True)

        self.layout.addWidget(self.told)

        self.buttons = QHBoxLayout()
        self.buttons.setObjectName(u"buttons")
        self.export_button = QPushButton(MergeDialog)
        self.export_button.setObjectName(u"export_button")
        self.export_button.setAutoDefault(False)

        self.buttons.addWidget(self.export_button)

        self.conflicts_button = QPushButton(MergeDialog)
        self.conflicts_button.setObjectName(u"conflicts_button")
        self.conflicts_button.setAutoDefault(False)

        self.buttons.addWidget(self.conflicts_button)

        self.keys = QLabel(MergeDialog)
        self.keys.setObjectName(u"keys")

        self.buttons.addWidget(self.keys)

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

        self.layout.setStretch(1, 1)

        self.retranslateUi(MergeDialog)

        QMetaObject.connectSlotsByName(MergeDialog)
    # setupUi

    def retranslateUi(self, MergeDialog):
        MergeDialog.setWindowTitle(QCoreApplication.translate("MergeDialog", u"\u5408\u5e76\u540c\u6b65\u6587\u4ef6", None))
        self.lead.setText(QCoreApplication.translate("MergeDialog", u"\u9009\u62e9\u6536\u5230\u7684\u540c\u6b65\u6587\u4ef6\uff08.csdesk\uff09\uff0c\u53ef\u4ee5\u4e00\u6b21\u51e0\u5341\u4efd\uff0c\u4e5f\u53ef\u4ee5\u62d6\u5230\u7a97\u53e3\u4e0a\u3002\u5148\u6838\u5bf9\uff0c\u52fe\u9009\u8981\u6536\u7684\uff0c\u518d\u5408\u5e76\uff1b\u6709\u95ee\u9898\u7684\u6587\u4ef6\u4e0d\u4f1a\u5199\u5165\u3002", None))
        self.lead.setProperty(u"role", QCoreApplication.translate("MergeDialog", u"muted", None))
        self.choose_button.setText(QCoreApplication.translate("MergeDialog", u"\u9009\u62e9\u6587\u4ef6\u2026", None))
        self.choose_button.setProperty(u"glyph", QCoreApplication.translate("MergeDialog", u"file", None))
#if QT_CONFIG(accessibility)
        self.packs.setAccessibleName(QCoreApplication.translate("MergeDialog", u"\u540c\u6b65\u6587\u4ef6", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.report.setAccessibleName(QCoreApplication.translate("MergeDialog", u"\u6240\u9009\u6587\u4ef6\u7684\u5185\u5bb9", None))
#endif // QT_CONFIG(accessibility)
        self.summary.setText("")
        self.summary.setProperty(u"role", QCoreApplication.translate("MergeDialog", u"strong", None))
        self.work.setText("")
        self.work.setProperty(u"role", QCoreApplication.translate("MergeDialog", u"muted", None))
        self.stop_button.setText(QCoreApplication.translate("MergeDialog", u"\u505c\u6b62", None))
        self.told.setText("")
        self.told.setProperty(u"role", QCoreApplication.translate("MergeDialog", u"wrong", None))
        self.export_button.setText(QCoreApplication.translate("MergeDialog", u"\u5bfc\u51fa\u62a5\u544a\u2026", None))
        self.export_button.setProperty(u"glyph", QCoreApplication.translate("MergeDialog", u"export", None))
        self.conflicts_button.setText(QCoreApplication.translate("MergeDialog", u"\u5904\u7406\u4e0d\u4e00\u81f4\u2026", None))
        self.conflicts_button.setProperty(u"glyph", QCoreApplication.translate("MergeDialog", u"warning", None))
        self.keys.setText(QCoreApplication.translate("MergeDialog", u"\u7a7a\u683c  \u52fe\u9009\u6216\u4e0d\u6536", None))
        self.keys.setProperty(u"role", QCoreApplication.translate("MergeDialog", u"muted", None))
        self.cancel_button.setText(QCoreApplication.translate("MergeDialog", u"\u5173\u95ed", None))
        self.go_button.setText(QCoreApplication.translate("MergeDialog", u"\u5408\u5e76", None))
        self.go_button.setProperty(u"glyph", QCoreApplication.translate("MergeDialog", u"merge", None))
    # retranslateUi

