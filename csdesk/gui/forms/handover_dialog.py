# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'handover_dialog.ui'
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
from PySide6.QtWidgets import (QApplication, QComboBox, QDialog, QGridLayout,
    QHBoxLayout, QHeaderView, QLabel, QLineEdit,
    QPushButton, QSizePolicy, QSpacerItem, QTableView,
    QVBoxLayout, QWidget)

from csdesk.gui.days import DayEdit

class Ui_HandoverDialog(object):
    def setupUi(self, HandoverDialog):
        if not HandoverDialog.objectName():
            HandoverDialog.setObjectName(u"HandoverDialog")
        HandoverDialog.resize(520, 480)
        HandoverDialog.setModal(True)
        self.layout = QVBoxLayout(HandoverDialog)
        self.layout.setSpacing(10)
        self.layout.setObjectName(u"layout")
        self.layout.setContentsMargins(16, 14, 16, 14)
        self.lead = QLabel(HandoverDialog)
        self.lead.setObjectName(u"lead")
        self.lead.setWordWrap(True)

        self.layout.addWidget(self.lead)

        self.grid = QGridLayout()
        self.grid.setObjectName(u"grid")
        self.grid.setHorizontalSpacing(10)
        self.grid.setVerticalSpacing(8)
        self.to_label = QLabel(HandoverDialog)
        self.to_label.setObjectName(u"to_label")

        self.grid.addWidget(self.to_label, 0, 0, 1, 1)

        self.to = QComboBox(HandoverDialog)
        self.to.setObjectName(u"to")

        self.grid.addWidget(self.to, 0, 1, 1, 1)

        self.on_label = QLabel(HandoverDialog)
        self.on_label.setObjectName(u"on_label")

        self.grid.addWidget(self.on_label, 1, 0, 1, 1)

        self.on = DayEdit(HandoverDialog)
        self.on.setObjectName(u"on")

        self.grid.addWidget(self.on, 1, 1, 1, 1)

        self.reason_label = QLabel(HandoverDialog)
        self.reason_label.setObjectName(u"reason_label")

        self.grid.addWidget(self.reason_label, 2, 0, 1, 1)

        self.reason = QLineEdit(HandoverDialog)
        self.reason.setObjectName(u"reason")
        self.reason.setMaxLength(200)

        self.grid.addWidget(self.reason, 2, 1, 1, 1)

        self.grid.setColumnStretch(1, 1)

        self.layout.addLayout(self.grid)

        self.goes = QTableView(HandoverDialog)
        self.goes.setObjectName(u"goes")

        self.layout.addWidget(self.goes)

        self.stays = QLabel(HandoverDialog)
        self.stays.setObjectName(u"stays")
        self.stays.setWordWrap(True)

        self.layout.addWidget(self.stays)

        self.told = QLabel(HandoverDialog)
        self.told.setObjectName(u"told")
        self.told.setWordWrap(True)

        self.layout.addWidget(self.told)

        self.buttons = QHBoxLayout()
        self.buttons.setObjectName(u"buttons")
        self.list_button = QPushButton(HandoverDialog)
        self.list_button.setObjectName(u"list_button")
        self.list_button.setAutoDefault(False)

        self.buttons.addWidget(self.list_button)

        self.gap = QSpacerItem(10, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.gap)

        self.cancel_button = QPushButton(HandoverDialog)
        self.cancel_button.setObjectName(u"cancel_button")
        self.cancel_button.setAutoDefault(False)

        self.buttons.addWidget(self.cancel_button)

        self.go_button = QPushButton(HandoverDialog)
        self.go_button.setObjectName(u"go_button")
        self.go_button.setProperty(u"primary", True)

        self.buttons.addWidget(self.go_button)


        self.layout.addLayout(self.buttons)

#if QT_CONFIG(shortcut)
        self.to_label.setBuddy(self.to)
        self.on_label.setBuddy(self.on)
        self.reason_label.setBuddy(self.reason)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(HandoverDialog)

        self.go_button.setDefault(True)


        QMetaObject.connectSlotsByName(HandoverDialog)
    # setupUi

    def retranslateUi(self, HandoverDialog):
        HandoverDialog.setWindowTitle(QCoreApplication.translate("HandoverDialog", u"\u79fb\u4ea4\u5ba2\u6237", None))
        self.lead.setText("")
        self.lead.setProperty(u"role", QCoreApplication.translate("HandoverDialog", u"muted", None))
        self.to_label.setText(QCoreApplication.translate("HandoverDialog", u"\u79fb\u4ea4\u7ed9(&T) \u25cf", None))
        self.to_label.setProperty(u"role", QCoreApplication.translate("HandoverDialog", u"label", None))
        self.on_label.setText(QCoreApplication.translate("HandoverDialog", u"\u751f\u6548\u65e5\u671f(&D) \u25cf", None))
        self.on_label.setProperty(u"role", QCoreApplication.translate("HandoverDialog", u"label", None))
        self.reason_label.setText(QCoreApplication.translate("HandoverDialog", u"\u539f\u56e0(&R)", None))
        self.reason_label.setProperty(u"role", QCoreApplication.translate("HandoverDialog", u"label", None))
        self.stays.setText("")
        self.stays.setProperty(u"role", QCoreApplication.translate("HandoverDialog", u"muted", None))
        self.told.setText("")
        self.told.setProperty(u"role", QCoreApplication.translate("HandoverDialog", u"wrong", None))
        self.list_button.setText(QCoreApplication.translate("HandoverDialog", u"\u4fdd\u5b58\u79fb\u4ea4\u5355\u2026", None))
        self.cancel_button.setText(QCoreApplication.translate("HandoverDialog", u"\u53d6\u6d88", None))
        self.go_button.setText(QCoreApplication.translate("HandoverDialog", u"\u79fb\u4ea4", None))
        self.go_button.setProperty(u"glyph", QCoreApplication.translate("HandoverDialog", u"person", None))
    # retranslateUi

