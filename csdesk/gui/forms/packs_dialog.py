# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'packs_dialog.ui'
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
    QSplitter, QTableView, QTextBrowser, QVBoxLayout,
    QWidget)

class Ui_PacksDialog(object):
    def setupUi(self, PacksDialog):
        if not PacksDialog.objectName():
            PacksDialog.setObjectName(u"PacksDialog")
        PacksDialog.resize(1160, 600)
        PacksDialog.setModal(True)
        self.layout = QVBoxLayout(PacksDialog)
        self.layout.setSpacing(10)
        self.layout.setObjectName(u"layout")
        self.layout.setContentsMargins(16, 14, 16, 14)
        self.lead = QLabel(PacksDialog)
        self.lead.setObjectName(u"lead")
        self.lead.setWordWrap(True)

        self.layout.addWidget(self.lead)

        self.splitter = QSplitter(PacksDialog)
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

        self.told = QLabel(PacksDialog)
        self.told.setObjectName(u"told")
        self.told.setWordWrap(True)

        self.layout.addWidget(self.told)

        self.buttons = QHBoxLayout()
        self.buttons.setObjectName(u"buttons")
        self.hold_button = QPushButton(PacksDialog)
        self.hold_button.setObjectName(u"hold_button")
        self.hold_button.setAutoDefault(False)

        self.buttons.addWidget(self.hold_button)

        self.lift_button = QPushButton(PacksDialog)
        self.lift_button.setObjectName(u"lift_button")
        self.lift_button.setAutoDefault(False)

        self.buttons.addWidget(self.lift_button)

        self.gap = QSpacerItem(10, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.gap)

        self.export_button = QPushButton(PacksDialog)
        self.export_button.setObjectName(u"export_button")
        self.export_button.setAutoDefault(False)

        self.buttons.addWidget(self.export_button)

        self.cancel_button = QPushButton(PacksDialog)
        self.cancel_button.setObjectName(u"cancel_button")
        self.cancel_button.setAutoDefault(False)

        self.buttons.addWidget(self.cancel_button)


        self.layout.addLayout(self.buttons)

        self.layout.setStretch(1, 1)

        self.retranslateUi(PacksDialog)

        QMetaObject.connectSlotsByName(PacksDialog)
    # setupUi

    def retranslateUi(self, PacksDialog):
        PacksDialog.setWindowTitle(QCoreApplication.translate("PacksDialog", u"\u5df2\u5408\u5e76\u6587\u4ef6", None))
        self.lead.setText(QCoreApplication.translate("PacksDialog", u"\u9000\u56de\u4e00\u4efd\u6587\u4ef6\u540e\uff0c\u5b83\u5e26\u6765\u7684\u5185\u5bb9\u53ca\u5176\u540e\u7eed\u4e0d\u518d\u663e\u793a\uff0c\u4ec0\u4e48\u4e5f\u4e0d\u5220\u9664\uff1b\u968f\u65f6\u53ef\u4ee5\u53d6\u6d88\u9000\u56de\uff0c\u53d6\u6d88\u540e\u4e0e\u9000\u56de\u524d\u5b8c\u5168\u4e00\u6837\u3002", None))
        self.lead.setProperty(u"role", QCoreApplication.translate("PacksDialog", u"muted", None))
#if QT_CONFIG(accessibility)
        self.packs.setAccessibleName(QCoreApplication.translate("PacksDialog", u"\u5df2\u5408\u5e76\u6587\u4ef6", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.report.setAccessibleName(QCoreApplication.translate("PacksDialog", u"\u6240\u9009\u6587\u4ef6\u7684\u62a5\u544a", None))
#endif // QT_CONFIG(accessibility)
        self.told.setText("")
        self.told.setProperty(u"role", QCoreApplication.translate("PacksDialog", u"strong", None))
        self.hold_button.setText(QCoreApplication.translate("PacksDialog", u"\u9000\u56de\u8fd9\u4efd\u6587\u4ef6", None))
        self.hold_button.setProperty(u"glyph", QCoreApplication.translate("PacksDialog", u"undo", None))
        self.lift_button.setText(QCoreApplication.translate("PacksDialog", u"\u53d6\u6d88\u9000\u56de", None))
        self.lift_button.setProperty(u"glyph", QCoreApplication.translate("PacksDialog", u"redo", None))
        self.export_button.setText(QCoreApplication.translate("PacksDialog", u"\u5bfc\u51fa\u62a5\u544a\u2026", None))
        self.export_button.setProperty(u"glyph", QCoreApplication.translate("PacksDialog", u"export", None))
        self.cancel_button.setText(QCoreApplication.translate("PacksDialog", u"\u5173\u95ed", None))
    # retranslateUi

