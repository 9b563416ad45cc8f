# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'paste_dialog.ui'
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
from PySide6.QtWidgets import (QApplication, QCheckBox, QDialog, QHBoxLayout,
    QHeaderView, QLabel, QProgressBar, QPushButton,
    QSizePolicy, QSpacerItem, QTableView, QVBoxLayout,
    QWidget)

class Ui_PasteDialog(object):
    def setupUi(self, PasteDialog):
        if not PasteDialog.objectName():
            PasteDialog.setObjectName(u"PasteDialog")
        PasteDialog.resize(940, 520)
        PasteDialog.setModal(True)
        self.layout = QVBoxLayout(PasteDialog)
        self.layout.setSpacing(10)
        self.layout.setObjectName(u"layout")
        self.layout.setContentsMargins(16, 14, 16, 14)
        self.summary = QLabel(PasteDialog)
        self.summary.setObjectName(u"summary")
        self.summary.setWordWrap(True)

        self.layout.addWidget(self.summary)

        self.block = QTableView(PasteDialog)
        self.block.setObjectName(u"block")
        self.block.setAlternatingRowColors(True)

        self.layout.addWidget(self.block)

        self.told = QLabel(PasteDialog)
        self.told.setObjectName(u"told")
        self.told.setWordWrap(True)

        self.layout.addWidget(self.told)

        self.work_row = QHBoxLayout()
        self.work_row.setObjectName(u"work_row")
        self.work = QLabel(PasteDialog)
        self.work.setObjectName(u"work")

        self.work_row.addWidget(self.work)

        self.progress = QProgressBar(PasteDialog)
        self.progress.setObjectName(u"progress")

        self.work_row.addWidget(self.progress)

        self.stop_button = QPushButton(PasteDialog)
        self.stop_button.setObjectName(u"stop_button")
        self.stop_button.setAutoDefault(False)

        self.work_row.addWidget(self.stop_button)

        self.work_gap = QSpacerItem(10, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.work_row.addItem(self.work_gap)


        self.layout.addLayout(self.work_row)

        self.buttons = QHBoxLayout()
        self.buttons.setObjectName(u"buttons")
        self.skip = QCheckBox(PasteDialog)
        self.skip.setObjectName(u"skip")

        self.buttons.addWidget(self.skip)

        self.gap = QSpacerItem(10, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.gap)

        self.cancel_button = QPushButton(PasteDialog)
        self.cancel_button.setObjectName(u"cancel_button")
        self.cancel_button.setAutoDefault(False)

        self.buttons.addWidget(self.cancel_button)

        self.go_button = QPushButton(PasteDialog)
        self.go_button.setObjectName(u"go_button")
        self.go_button.setProperty(u"primary", True)

        self.buttons.addWidget(self.go_button)


        self.layout.addLayout(self.buttons)


        self.retranslateUi(PasteDialog)

        self.go_button.setDefault(True)


        QMetaObject.connectSlotsByName(PasteDialog)
    # setupUi

    def retranslateUi(self, PasteDialog):
        PasteDialog.setWindowTitle(QCoreApplication.translate("PasteDialog", u"\u4ece Excel \u7c98\u8d34", None))
        self.summary.setText("")
        self.summary.setProperty(u"role", QCoreApplication.translate("PasteDialog", u"strong", None))
#if QT_CONFIG(accessibility)
        self.block.setAccessibleName(QCoreApplication.translate("PasteDialog", u"\u8981\u7c98\u8d34\u7684\u5185\u5bb9", None))
#endif // QT_CONFIG(accessibility)
        self.told.setText("")
        self.told.setProperty(u"role", QCoreApplication.translate("PasteDialog", u"wrong", None))
        self.stop_button.setText(QCoreApplication.translate("PasteDialog", u"\u505c\u6b62", None))
        self.skip.setText(QCoreApplication.translate("PasteDialog", u"\u6709\u9519\u7684\u884c\u5148\u4e0d\u7c98\u8d34(&S)", None))
        self.cancel_button.setText(QCoreApplication.translate("PasteDialog", u"\u53d6\u6d88", None))
        self.go_button.setText(QCoreApplication.translate("PasteDialog", u"\u7c98\u8d34", None))
    # retranslateUi

