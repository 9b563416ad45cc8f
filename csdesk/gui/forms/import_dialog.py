# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'import_dialog.ui'
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
from PySide6.QtWidgets import (QApplication, QComboBox, QDialog, QHBoxLayout,
    QHeaderView, QLabel, QPushButton, QSizePolicy,
    QSpacerItem, QSplitter, QTableWidget, QTableWidgetItem,
    QVBoxLayout, QWidget)

class Ui_ImportDialog(object):
    def setupUi(self, ImportDialog):
        if not ImportDialog.objectName():
            ImportDialog.setObjectName(u"ImportDialog")
        ImportDialog.resize(820, 560)
        ImportDialog.setModal(True)
        ImportDialog.setAcceptDrops(True)
        self.layout = QVBoxLayout(ImportDialog)
        self.layout.setSpacing(10)
        self.layout.setObjectName(u"layout")
        self.layout.setContentsMargins(16, 14, 16, 14)
        self.top = QHBoxLayout()
        self.top.setObjectName(u"top")
        self.lead = QLabel(ImportDialog)
        self.lead.setObjectName(u"lead")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        sizePolicy.setHorizontalStretch(1)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.lead.sizePolicy().hasHeightForWidth())
        self.lead.setSizePolicy(sizePolicy)
        self.lead.setWordWrap(True)

        self.top.addWidget(self.lead)

        self.choose_button = QPushButton(ImportDialog)
        self.choose_button.setObjectName(u"choose_button")
        self.choose_button.setAutoDefault(False)

        self.top.addWidget(self.choose_button)


        self.layout.addLayout(self.top)

        self.row_ledger = QHBoxLayout()
        self.row_ledger.setObjectName(u"row_ledger")
        self.ledger_label = QLabel(ImportDialog)
        self.ledger_label.setObjectName(u"ledger_label")

        self.row_ledger.addWidget(self.ledger_label)

        self.ledger = QComboBox(ImportDialog)
        self.ledger.setObjectName(u"ledger")

        self.row_ledger.addWidget(self.ledger)

        self.ledger_gap = QSpacerItem(10, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.row_ledger.addItem(self.ledger_gap)


        self.layout.addLayout(self.row_ledger)

        self.splitter = QSplitter(ImportDialog)
        self.splitter.setObjectName(u"splitter")
        self.splitter.setOrientation(Qt.Orientation.Vertical)
        self.sheets = QTableWidget(self.splitter)
        self.sheets.setObjectName(u"sheets")
        self.sheets.setAlternatingRowColors(True)
        self.splitter.addWidget(self.sheets)
        self.errors = QTableWidget(self.splitter)
        self.errors.setObjectName(u"errors")
        self.errors.setAlternatingRowColors(True)
        self.splitter.addWidget(self.errors)

        self.layout.addWidget(self.splitter)

        self.summary = QLabel(ImportDialog)
        self.summary.setObjectName(u"summary")
        self.summary.setWordWrap(True)

        self.layout.addWidget(self.summary)

        self.told = QLabel(ImportDialog)
        self.told.setObjectName(u"told")
        self.told.setWordWrap(True)

        self.layout.addWidget(self.told)

        self.buttons = QHBoxLayout()
        self.buttons.setObjectName(u"buttons")
        self.mapping_button = QPushButton(ImportDialog)
        self.mapping_button.setObjectName(u"mapping_button")
        self.mapping_button.setAutoDefault(False)

        self.buttons.addWidget(self.mapping_button)

        self.errors_button = QPushButton(ImportDialog)
        self.errors_button.setObjectName(u"errors_button")
        self.errors_button.setAutoDefault(False)

        self.buttons.addWidget(self.errors_button)

        self.gap = QSpacerItem(10, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.gap)

        self.cancel_button = QPushButton(ImportDialog)
        self.cancel_button.setObjectName(u"cancel_button")
        self.cancel_button.setAutoDefault(False)

        self.buttons.addWidget(self.cancel_button)

        self.go_button = QPushButton(ImportDialog)
        self.go_button.setObjectName(u"go_button")
        self.go_button.setProperty(u"primary", True)
        self.go_button.setAutoDefault(False)

        self.buttons.addWidget(self.go_button)


        self.layout.addLayout(self.buttons)

#if QT_CONFIG(shortcut)
        self.ledger_label.setBuddy(self.ledger)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(ImportDialog)

        QMetaObject.connectSlotsByName(ImportDialog)
    # setupUi

    def retranslateUi(self, ImportDialog):
        ImportDialog.setWindowTitle(QCoreApplication.translate("ImportDialog", u"\u5bfc\u5165 Excel", None))
        self.lead.setText(QCoreApplication.translate("ImportDialog", u"\u9009\u62e9\u5de5\u4f5c\u7c3f\uff08.xlsx .xls .csv\uff09\uff0c\u5148\u770b\u9884\u89c8\uff0c\u518d\u5bfc\u5165\u3002\u4e00\u6b21\u5bfc\u5165\u53ef\u4e00\u6b21\u64a4\u9500\u3002", None))
        self.lead.setProperty(u"role", QCoreApplication.translate("ImportDialog", u"muted", None))
        self.choose_button.setText(QCoreApplication.translate("ImportDialog", u"\u9009\u62e9\u6587\u4ef6\u2026", None))
        self.choose_button.setProperty(u"glyph", QCoreApplication.translate("ImportDialog", u"file", None))
        self.ledger_label.setText(QCoreApplication.translate("ImportDialog", u"\u5bfc\u5165\u5230(&L)", None))
        self.ledger_label.setProperty(u"role", QCoreApplication.translate("ImportDialog", u"label", None))
#if QT_CONFIG(accessibility)
        self.sheets.setAccessibleName(QCoreApplication.translate("ImportDialog", u"\u5de5\u4f5c\u8868\u4e0e\u680f\u76ee\u5bf9\u5e94", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.errors.setAccessibleName(QCoreApplication.translate("ImportDialog", u"\u9519\u8bef\u7684\u884c", None))
#endif // QT_CONFIG(accessibility)
        self.summary.setText("")
        self.summary.setProperty(u"role", QCoreApplication.translate("ImportDialog", u"strong", None))
        self.told.setText("")
        self.told.setProperty(u"role", QCoreApplication.translate("ImportDialog", u"wrong", None))
        self.mapping_button.setText(QCoreApplication.translate("ImportDialog", u"\u680f\u76ee\u5bf9\u5e94\u2026", None))
        self.mapping_button.setProperty(u"glyph", QCoreApplication.translate("ImportDialog", u"export", None))
        self.errors_button.setText(QCoreApplication.translate("ImportDialog", u"\u9519\u8bef\u884c\u53e6\u5b58\u4e3a\u2026", None))
        self.errors_button.setProperty(u"glyph", QCoreApplication.translate("ImportDialog", u"export", None))
        self.cancel_button.setText(QCoreApplication.translate("ImportDialog", u"\u5173\u95ed", None))
        self.go_button.setText(QCoreApplication.translate("ImportDialog", u"\u5bfc\u5165", None))
        self.go_button.setProperty(u"glyph", QCoreApplication.translate("ImportDialog", u"import", None))
    # retranslateUi

