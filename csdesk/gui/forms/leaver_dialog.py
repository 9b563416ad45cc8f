# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'leaver_dialog.ui'
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
    QHBoxLayout, QHeaderView, QLabel, QPushButton,
    QRadioButton, QSizePolicy, QSpacerItem, QTableView,
    QVBoxLayout, QWidget)

from csdesk.gui.days import DayEdit

class Ui_LeaverDialog(object):
    def setupUi(self, LeaverDialog):
        if not LeaverDialog.objectName():
            LeaverDialog.setObjectName(u"LeaverDialog")
        LeaverDialog.resize(600, 560)
        LeaverDialog.setModal(True)
        self.layout = QVBoxLayout(LeaverDialog)
        self.layout.setSpacing(10)
        self.layout.setObjectName(u"layout")
        self.layout.setContentsMargins(16, 14, 16, 14)
        self.lead = QLabel(LeaverDialog)
        self.lead.setObjectName(u"lead")
        self.lead.setWordWrap(True)

        self.layout.addWidget(self.lead)

        self.share = QRadioButton(LeaverDialog)
        self.share.setObjectName(u"share")
        self.share.setChecked(True)

        self.layout.addWidget(self.share)

        self.post = QRadioButton(LeaverDialog)
        self.post.setObjectName(u"post")

        self.layout.addWidget(self.post)

        self.grid = QGridLayout()
        self.grid.setObjectName(u"grid")
        self.grid.setHorizontalSpacing(10)
        self.grid.setVerticalSpacing(8)
        self.on_label = QLabel(LeaverDialog)
        self.on_label.setObjectName(u"on_label")

        self.grid.addWidget(self.on_label, 0, 0, 1, 1)

        self.on = DayEdit(LeaverDialog)
        self.on.setObjectName(u"on")

        self.grid.addWidget(self.on, 0, 1, 1, 2)

        self.to_label = QLabel(LeaverDialog)
        self.to_label.setObjectName(u"to_label")

        self.grid.addWidget(self.to_label, 1, 0, 1, 1)

        self.to = QComboBox(LeaverDialog)
        self.to.setObjectName(u"to")

        self.grid.addWidget(self.to, 1, 1, 1, 1)

        self.give_button = QPushButton(LeaverDialog)
        self.give_button.setObjectName(u"give_button")
        self.give_button.setAutoDefault(False)

        self.grid.addWidget(self.give_button, 1, 2, 1, 1)

        self.grid.setColumnStretch(1, 1)

        self.layout.addLayout(self.grid)

        self.clients = QTableView(LeaverDialog)
        self.clients.setObjectName(u"clients")

        self.layout.addWidget(self.clients)

        self.after = QLabel(LeaverDialog)
        self.after.setObjectName(u"after")
        self.after.setWordWrap(True)

        self.layout.addWidget(self.after)

        self.told = QLabel(LeaverDialog)
        self.told.setObjectName(u"told")
        self.told.setWordWrap(True)

        self.layout.addWidget(self.told)

        self.buttons = QHBoxLayout()
        self.buttons.setObjectName(u"buttons")
        self.list_button = QPushButton(LeaverDialog)
        self.list_button.setObjectName(u"list_button")
        self.list_button.setAutoDefault(False)

        self.buttons.addWidget(self.list_button)

        self.gap = QSpacerItem(10, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.gap)

        self.cancel_button = QPushButton(LeaverDialog)
        self.cancel_button.setObjectName(u"cancel_button")
        self.cancel_button.setAutoDefault(False)

        self.buttons.addWidget(self.cancel_button)

        self.go_button = QPushButton(LeaverDialog)
        self.go_button.setObjectName(u"go_button")
        self.go_button.setProperty(u"primary", True)

        self.buttons.addWidget(self.go_button)


        self.layout.addLayout(self.buttons)

#if QT_CONFIG(shortcut)
        self.on_label.setBuddy(self.on)
        self.to_label.setBuddy(self.to)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(LeaverDialog)

        self.go_button.setDefault(True)


        QMetaObject.connectSlotsByName(LeaverDialog)
    # setupUi

    def retranslateUi(self, LeaverDialog):
        LeaverDialog.setWindowTitle(QCoreApplication.translate("LeaverDialog", u"\u79bb\u804c\u4ea4\u63a5", None))
        self.lead.setText("")
        self.lead.setProperty(u"role", QCoreApplication.translate("LeaverDialog", u"muted", None))
        self.share.setText(QCoreApplication.translate("LeaverDialog", u"\u79fb\u4ea4\u5ba2\u6237\uff1a\u5206\u7ed9\u4e00\u4f4d\u6216\u51e0\u4f4d\u4e13\u5458\uff0c\u5404\u8fdb\u5404\u7684\u5ba2\u6237\u7c3f(&S)", None))
        self.post.setText(QCoreApplication.translate("LeaverDialog", u"\u63a5\u7ba1\u5ba2\u6237\u7c3f\uff1a\u7531\u4e00\u4f4d\u4e13\u5458\u63a5\u4efb\uff0c\u5ba2\u6237\u4e0d\u642c\u52a8(&P)", None))
        self.on_label.setText(QCoreApplication.translate("LeaverDialog", u"\u79bb\u804c\u65e5\u671f(&D) \u25cf", None))
        self.on_label.setProperty(u"role", QCoreApplication.translate("LeaverDialog", u"label", None))
#if QT_CONFIG(tooltip)
        self.on.setToolTip(QCoreApplication.translate("LeaverDialog", u"\u4ece\u8fd9\u4e00\u5929\u8d77\u5ba2\u6237\u5f52\u63a5\u624b\u7684\u4eba\uff0c\u4e4b\u524d\u6708\u4efd\u7684\u8003\u6838\u4ecd\u5f52\u4ed6", None))
#endif // QT_CONFIG(tooltip)
        self.to_label.setText(QCoreApplication.translate("LeaverDialog", u"\u63a5\u624b\u7684\u4eba(&T) \u25cf", None))
        self.to_label.setProperty(u"role", QCoreApplication.translate("LeaverDialog", u"label", None))
        self.give_button.setText(QCoreApplication.translate("LeaverDialog", u"\u9009\u4e2d\u7684\u5ba2\u6237\u7ed9\u4ed6(&G)", None))
#if QT_CONFIG(tooltip)
        self.give_button.setToolTip(QCoreApplication.translate("LeaverDialog", u"\u5148\u5728\u4e0b\u9762\u9009\u5ba2\u6237\uff0c\u53ef\u6309\u4f4f Ctrl \u6216 Shift \u9009\u51e0\u884c", None))
#endif // QT_CONFIG(tooltip)
        self.after.setText("")
        self.after.setProperty(u"role", QCoreApplication.translate("LeaverDialog", u"muted", None))
        self.told.setText("")
        self.told.setProperty(u"role", QCoreApplication.translate("LeaverDialog", u"wrong", None))
        self.list_button.setText(QCoreApplication.translate("LeaverDialog", u"\u4fdd\u5b58\u79fb\u4ea4\u5355\u2026", None))
        self.cancel_button.setText(QCoreApplication.translate("LeaverDialog", u"\u53d6\u6d88", None))
        self.go_button.setText(QCoreApplication.translate("LeaverDialog", u"\u529e\u7406\u79bb\u804c", None))
        self.go_button.setProperty(u"glyph", QCoreApplication.translate("LeaverDialog", u"person", None))
    # retranslateUi

