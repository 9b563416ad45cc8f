# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'backups_dialog.ui'
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
    QTableView, QVBoxLayout, QWidget)

class Ui_BackupsDialog(object):
    def setupUi(self, BackupsDialog):
        if not BackupsDialog.objectName():
            BackupsDialog.setObjectName(u"BackupsDialog")
        BackupsDialog.resize(900, 520)
        BackupsDialog.setModal(True)
        self.layout = QVBoxLayout(BackupsDialog)
        self.layout.setSpacing(10)
        self.layout.setObjectName(u"layout")
        self.layout.setContentsMargins(16, 14, 16, 14)
        self.lead = QLabel(BackupsDialog)
        self.lead.setObjectName(u"lead")
        self.lead.setWordWrap(True)

        self.layout.addWidget(self.lead)

        self.backups = QTableView(BackupsDialog)
        self.backups.setObjectName(u"backups")
        self.backups.setAlternatingRowColors(True)

        self.layout.addWidget(self.backups)

        self.second_row = QHBoxLayout()
        self.second_row.setObjectName(u"second_row")
        self.second = QLabel(BackupsDialog)
        self.second.setObjectName(u"second")

        self.second_row.addWidget(self.second)

        self.second_button = QPushButton(BackupsDialog)
        self.second_button.setObjectName(u"second_button")
        self.second_button.setAutoDefault(False)

        self.second_row.addWidget(self.second_button)

        self.no_second_button = QPushButton(BackupsDialog)
        self.no_second_button.setObjectName(u"no_second_button")
        self.no_second_button.setAutoDefault(False)

        self.second_row.addWidget(self.no_second_button)

        self.second_gap = QSpacerItem(10, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.second_row.addItem(self.second_gap)


        self.layout.addLayout(self.second_row)

        self.told = QLabel(BackupsDialog)
        self.told.setObjectName(u"told")
        self.told.setWordWrap(True)

        self.layout.addWidget(self.told)

        self.buttons = QHBoxLayout()
        self.buttons.setObjectName(u"buttons")
        self.now_button = QPushButton(BackupsDialog)
        self.now_button.setObjectName(u"now_button")
        self.now_button.setAutoDefault(False)

        self.buttons.addWidget(self.now_button)

        self.other_button = QPushButton(BackupsDialog)
        self.other_button.setObjectName(u"other_button")
        self.other_button.setAutoDefault(False)

        self.buttons.addWidget(self.other_button)

        self.gap = QSpacerItem(10, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.gap)

        self.cancel_button = QPushButton(BackupsDialog)
        self.cancel_button.setObjectName(u"cancel_button")
        self.cancel_button.setAutoDefault(False)

        self.buttons.addWidget(self.cancel_button)

        self.restore_button = QPushButton(BackupsDialog)
        self.restore_button.setObjectName(u"restore_button")
        self.restore_button.setProperty(u"primary", True)
        self.restore_button.setAutoDefault(False)

        self.buttons.addWidget(self.restore_button)


        self.layout.addLayout(self.buttons)

        self.layout.setStretch(1, 1)

        self.retranslateUi(BackupsDialog)

        QMetaObject.connectSlotsByName(BackupsDialog)
    # setupUi

    def retranslateUi(self, BackupsDialog):
        BackupsDialog.setWindowTitle(QCoreApplication.translate("BackupsDialog", u"\u5907\u4efd\u4e0e\u6062\u590d", None))
        self.lead.setText(QCoreApplication.translate("BackupsDialog", u"\u6bcf\u5929\u7b2c\u4e00\u6b21\u6253\u5f00\u540e\u3001\u5bfc\u5165\u3001\u5408\u5e76\u3001\u6062\u590d\u548c\u5347\u7ea7\u4e4b\u524d\u90fd\u81ea\u52a8\u5907\u4efd\u3002\u6bcf\u4efd\u5907\u4efd\u505a\u597d\u540e\u90fd\u6838\u5bf9\u8fc7\uff1b7 \u5929\u5185\u6bcf\u5929\u30014 \u5468\u5185\u6bcf\u5468\u300112 \u4e2a\u6708\u5185\u6bcf\u6708\u5404\u4fdd\u7559\u4e00\u4efd\u3002", None))
        self.lead.setProperty(u"role", QCoreApplication.translate("BackupsDialog", u"muted", None))
#if QT_CONFIG(accessibility)
        self.backups.setAccessibleName(QCoreApplication.translate("BackupsDialog", u"\u5907\u4efd", None))
#endif // QT_CONFIG(accessibility)
        self.second_button.setText(QCoreApplication.translate("BackupsDialog", u"\u9009\u62e9\u7b2c\u4e8c\u4f4d\u7f6e\u2026", None))
        self.no_second_button.setText(QCoreApplication.translate("BackupsDialog", u"\u4e0d\u518d\u4f7f\u7528", None))
        self.told.setText("")
        self.told.setProperty(u"role", QCoreApplication.translate("BackupsDialog", u"strong", None))
        self.now_button.setText(QCoreApplication.translate("BackupsDialog", u"\u7acb\u5373\u5907\u4efd", None))
        self.now_button.setProperty(u"glyph", QCoreApplication.translate("BackupsDialog", u"save", None))
        self.other_button.setText(QCoreApplication.translate("BackupsDialog", u"\u5176\u4ed6\u5907\u4efd\u6587\u4ef6\u2026", None))
        self.cancel_button.setText(QCoreApplication.translate("BackupsDialog", u"\u5173\u95ed", None))
        self.restore_button.setText(QCoreApplication.translate("BackupsDialog", u"\u6062\u590d\u9009\u4e2d\u7684\u5907\u4efd\u2026", None))
        self.restore_button.setProperty(u"glyph", QCoreApplication.translate("BackupsDialog", u"restore", None))
    # retranslateUi

