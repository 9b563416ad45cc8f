# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'record_dialog.ui'
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
from PySide6.QtWidgets import (QApplication, QDialog, QFrame, QHBoxLayout,
    QLabel, QPushButton, QScrollArea, QSizePolicy,
    QSpacerItem, QVBoxLayout, QWidget)

class Ui_RecordDialog(object):
    def setupUi(self, RecordDialog):
        if not RecordDialog.objectName():
            RecordDialog.setObjectName(u"RecordDialog")
        RecordDialog.resize(460, 420)
        RecordDialog.setModal(True)
        self.layout = QVBoxLayout(RecordDialog)
        self.layout.setSpacing(10)
        self.layout.setObjectName(u"layout")
        self.layout.setContentsMargins(16, 14, 16, 14)
        self.help = QLabel(RecordDialog)
        self.help.setObjectName(u"help")
        self.help.setWordWrap(True)

        self.layout.addWidget(self.help)

        self.scroll = QScrollArea(RecordDialog)
        self.scroll.setObjectName(u"scroll")
        self.scroll.setWidgetResizable(True)
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.form_place = QWidget()
        self.form_place.setObjectName(u"form_place")
        self.form_place_layout = QVBoxLayout(self.form_place)
        self.form_place_layout.setObjectName(u"form_place_layout")
        self.form_place_layout.setContentsMargins(0, 0, 8, 0)
        self.scroll.setWidget(self.form_place)

        self.layout.addWidget(self.scroll)

        self.told = QLabel(RecordDialog)
        self.told.setObjectName(u"told")
        self.told.setWordWrap(True)

        self.layout.addWidget(self.told)

        self.buttons = QHBoxLayout()
        self.buttons.setObjectName(u"buttons")
        self.gap = QSpacerItem(10, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.gap)

        self.cancel_button = QPushButton(RecordDialog)
        self.cancel_button.setObjectName(u"cancel_button")
        self.cancel_button.setAutoDefault(False)

        self.buttons.addWidget(self.cancel_button)

        self.ok_button = QPushButton(RecordDialog)
        self.ok_button.setObjectName(u"ok_button")
        self.ok_button.setProperty(u"primary", True)

        self.buttons.addWidget(self.ok_button)


        self.layout.addLayout(self.buttons)


        self.retranslateUi(RecordDialog)

        self.ok_button.setDefault(True)


        QMetaObject.connectSlotsByName(RecordDialog)
    # setupUi

    def retranslateUi(self, RecordDialog):
        self.help.setText("")
        self.help.setProperty(u"role", QCoreApplication.translate("RecordDialog", u"muted", None))
        self.told.setText("")
        self.told.setProperty(u"role", QCoreApplication.translate("RecordDialog", u"wrong", None))
        self.cancel_button.setText(QCoreApplication.translate("RecordDialog", u"\u53d6\u6d88", None))
        self.ok_button.setText(QCoreApplication.translate("RecordDialog", u"\u4fdd\u5b58", None))
        pass
    # retranslateUi

