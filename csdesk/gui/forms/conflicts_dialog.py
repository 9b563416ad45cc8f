# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'conflicts_dialog.ui'
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
from PySide6.QtWidgets import (QApplication, QComboBox, QDialog, QFrame,
    QHBoxLayout, QHeaderView, QLabel, QPushButton,
    QSizePolicy, QSpacerItem, QTableView, QVBoxLayout,
    QWidget)

class Ui_ConflictsDialog(object):
    def setupUi(self, ConflictsDialog):
        if not ConflictsDialog.objectName():
            ConflictsDialog.setObjectName(u"ConflictsDialog")
        ConflictsDialog.resize(1060, 600)
        ConflictsDialog.setModal(True)
        self.layout = QVBoxLayout(ConflictsDialog)
        self.layout.setSpacing(10)
        self.layout.setObjectName(u"layout")
        self.layout.setContentsMargins(16, 14, 16, 14)
        self.lead = QLabel(ConflictsDialog)
        self.lead.setObjectName(u"lead")
        self.lead.setWordWrap(True)

        self.layout.addWidget(self.lead)

        self.filters = QHBoxLayout()
        self.filters.setObjectName(u"filters")
        self.ledger_label = QLabel(ConflictsDialog)
        self.ledger_label.setObjectName(u"ledger_label")

        self.filters.addWidget(self.ledger_label)

        self.ledger = QComboBox(ConflictsDialog)
        self.ledger.setObjectName(u"ledger")

        self.filters.addWidget(self.ledger)

        self.person_label = QLabel(ConflictsDialog)
        self.person_label.setObjectName(u"person_label")

        self.filters.addWidget(self.person_label)

        self.person = QComboBox(ConflictsDialog)
        self.person.setObjectName(u"person")

        self.filters.addWidget(self.person)

        self.file_label = QLabel(ConflictsDialog)
        self.file_label.setObjectName(u"file_label")

        self.filters.addWidget(self.file_label)

        self.source = QComboBox(ConflictsDialog)
        self.source.setObjectName(u"source")

        self.filters.addWidget(self.source)

        self.filter_gap = QSpacerItem(10, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.filters.addItem(self.filter_gap)

        self.bulk_button = QPushButton(ConflictsDialog)
        self.bulk_button.setObjectName(u"bulk_button")
        self.bulk_button.setAutoDefault(False)

        self.filters.addWidget(self.bulk_button)


        self.layout.addLayout(self.filters)

        self.conflicts = QTableView(ConflictsDialog)
        self.conflicts.setObjectName(u"conflicts")
        self.conflicts.setAlternatingRowColors(True)

        self.layout.addWidget(self.conflicts)

        self.sheet = QFrame(ConflictsDialog)
        self.sheet.setObjectName(u"sheet")
        self.sheet_layout = QVBoxLayout(self.sheet)
        self.sheet_layout.setSpacing(4)
        self.sheet_layout.setObjectName(u"sheet_layout")
        self.sheet_layout.setContentsMargins(12, 8, 12, 8)

        self.layout.addWidget(self.sheet)

        self.told = QLabel(ConflictsDialog)
        self.told.setObjectName(u"told")
        self.told.setWordWrap(True)

        self.layout.addWidget(self.told)

        self.buttons = QHBoxLayout()
        self.buttons.setObjectName(u"buttons")
        self.keys = QLabel(ConflictsDialog)
        self.keys.setObjectName(u"keys")

        self.buttons.addWidget(self.keys)

        self.gap = QSpacerItem(10, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.gap)

        self.open_button = QPushButton(ConflictsDialog)
        self.open_button.setObjectName(u"open_button")
        self.open_button.setAutoDefault(False)

        self.buttons.addWidget(self.open_button)

        self.cancel_button = QPushButton(ConflictsDialog)
        self.cancel_button.setObjectName(u"cancel_button")
        self.cancel_button.setAutoDefault(False)

        self.buttons.addWidget(self.cancel_button)


        self.layout.addLayout(self.buttons)

#if QT_CONFIG(shortcut)
        self.ledger_label.setBuddy(self.ledger)
        self.person_label.setBuddy(self.person)
        self.file_label.setBuddy(self.source)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(ConflictsDialog)

        QMetaObject.connectSlotsByName(ConflictsDialog)
    # setupUi

    def retranslateUi(self, ConflictsDialog):
        ConflictsDialog.setWindowTitle(QCoreApplication.translate("ConflictsDialog", u"\u4e0d\u4e00\u81f4", None))
        self.lead.setText(QCoreApplication.translate("ConflictsDialog", u"\u8fd9\u4e9b\u680f\u76ee\u6709\u4e24\u4e2a\u4eba\u4e92\u4e0d\u77e5\u60c5\u5730\u6539\u8fc7\uff0c\u73b0\u5728\u6682\u65f6\u663e\u793a\u540e\u5199\u7684\u503c\u3002\u9009\u5b9a\u4ee5\u540e\u5199\u5165\u6d41\u6c34\u5e76\u968f\u540c\u6b65\u6587\u4ef6\u4f20\u7ed9\u5927\u5bb6\uff0c\u4e0d\u4f1a\u518d\u95ee\u7b2c\u4e8c\u6b21\u3002\u79fb\u4ea4\u4ee5\u540e\u539f\u8d1f\u8d23\u4eba\u53c8\u6539\u7684\uff0c\u53f3\u8fb9\u662f\u4ed6\u5199\u7684\uff1a\u53d6\u53f3\u5373\u8f6c\u7ed9\u65b0\u8d1f\u8d23\u4eba\u3002", None))
        self.lead.setProperty(u"role", QCoreApplication.translate("ConflictsDialog", u"muted", None))
        self.ledger_label.setText(QCoreApplication.translate("ConflictsDialog", u"\u53f0\u8d26(&L)", None))
        self.ledger_label.setProperty(u"role", QCoreApplication.translate("ConflictsDialog", u"label", None))
        self.person_label.setText(QCoreApplication.translate("ConflictsDialog", u"\u76f8\u5173\u4eba(&P)", None))
        self.person_label.setProperty(u"role", QCoreApplication.translate("ConflictsDialog", u"label", None))
        self.file_label.setText(QCoreApplication.translate("ConflictsDialog", u"\u6765\u81ea\u6587\u4ef6(&I)", None))
        self.file_label.setProperty(u"role", QCoreApplication.translate("ConflictsDialog", u"label", None))
        self.bulk_button.setText(QCoreApplication.translate("ConflictsDialog", u"\u6279\u91cf\u91c7\u7528(&B)", None))
        self.bulk_button.setProperty(u"glyph", QCoreApplication.translate("ConflictsDialog", u"check", None))
#if QT_CONFIG(accessibility)
        self.conflicts.setAccessibleName(QCoreApplication.translate("ConflictsDialog", u"\u4e0d\u4e00\u81f4\u7684\u680f\u76ee", None))
#endif // QT_CONFIG(accessibility)
        self.told.setText("")
        self.told.setProperty(u"role", QCoreApplication.translate("ConflictsDialog", u"wrong", None))
        self.keys.setText(QCoreApplication.translate("ConflictsDialog", u"\u2190  \u53d6\u5de6\u3000\u2192  \u53d6\u53f3\u30001\u20139  \u53d6\u7b2c\u51e0\u4e2a\u3000F2  \u53e6\u586b\u3000\u56de\u8f66  \u6253\u5f00\u8bb0\u5f55", None))
        self.keys.setProperty(u"role", QCoreApplication.translate("ConflictsDialog", u"muted", None))
        self.open_button.setText(QCoreApplication.translate("ConflictsDialog", u"\u6253\u5f00\u8bb0\u5f55", None))
        self.open_button.setProperty(u"glyph", QCoreApplication.translate("ConflictsDialog", u"search", None))
        self.cancel_button.setText(QCoreApplication.translate("ConflictsDialog", u"\u5173\u95ed", None))
    # retranslateUi

