# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'first_run.ui'
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
    QHBoxLayout, QLabel, QLineEdit, QPushButton,
    QSizePolicy, QSpacerItem, QVBoxLayout, QWidget)

class Ui_FirstRun(object):
    def setupUi(self, FirstRun):
        if not FirstRun.objectName():
            FirstRun.setObjectName(u"FirstRun")
        FirstRun.resize(520, 420)
        self.layout = QVBoxLayout(FirstRun)
        self.layout.setSpacing(12)
        self.layout.setObjectName(u"layout")
        self.layout.setContentsMargins(24, 20, 24, 18)
        self.heading = QLabel(FirstRun)
        self.heading.setObjectName(u"heading")

        self.layout.addWidget(self.heading)

        self.lead = QLabel(FirstRun)
        self.lead.setObjectName(u"lead")
        self.lead.setWordWrap(True)

        self.layout.addWidget(self.lead)

        self.grid = QGridLayout()
        self.grid.setSpacing(10)
        self.grid.setObjectName(u"grid")
        self.name_label = QLabel(FirstRun)
        self.name_label.setObjectName(u"name_label")

        self.grid.addWidget(self.name_label, 0, 0, 1, 1)

        self.name = QLineEdit(FirstRun)
        self.name.setObjectName(u"name")

        self.grid.addWidget(self.name, 0, 1, 1, 1)

        self.role_label = QLabel(FirstRun)
        self.role_label.setObjectName(u"role_label")

        self.grid.addWidget(self.role_label, 1, 0, 1, 1)

        self.role = QComboBox(FirstRun)
        self.role.setObjectName(u"role")

        self.grid.addWidget(self.role, 1, 1, 1, 1)

        self.branch_label = QLabel(FirstRun)
        self.branch_label.setObjectName(u"branch_label")

        self.grid.addWidget(self.branch_label, 2, 0, 1, 1)

        self.branch = QLineEdit(FirstRun)
        self.branch.setObjectName(u"branch")

        self.grid.addWidget(self.branch, 2, 1, 1, 1)

        self.place_label = QLabel(FirstRun)
        self.place_label.setObjectName(u"place_label")

        self.grid.addWidget(self.place_label, 3, 0, 1, 1)

        self.place_row = QHBoxLayout()
        self.place_row.setObjectName(u"place_row")
        self.place = QLineEdit(FirstRun)
        self.place.setObjectName(u"place")

        self.place_row.addWidget(self.place)

        self.browse_button = QPushButton(FirstRun)
        self.browse_button.setObjectName(u"browse_button")
        self.browse_button.setAutoDefault(False)

        self.place_row.addWidget(self.browse_button)


        self.grid.addLayout(self.place_row, 3, 1, 1, 1)


        self.layout.addLayout(self.grid)

        self.told = QLabel(FirstRun)
        self.told.setObjectName(u"told")
        self.told.setWordWrap(True)

        self.layout.addWidget(self.told)

        self.gap = QSpacerItem(10, 10, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout.addItem(self.gap)

        self.buttons = QHBoxLayout()
        self.buttons.setObjectName(u"buttons")
        self.open_button = QPushButton(FirstRun)
        self.open_button.setObjectName(u"open_button")
        self.open_button.setAutoDefault(False)

        self.buttons.addWidget(self.open_button)

        self.demo_button = QPushButton(FirstRun)
        self.demo_button.setObjectName(u"demo_button")
        self.demo_button.setAutoDefault(False)

        self.buttons.addWidget(self.demo_button)

        self.buttons_gap = QSpacerItem(10, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.buttons_gap)

        self.new_button = QPushButton(FirstRun)
        self.new_button.setObjectName(u"new_button")
        self.new_button.setProperty(u"primary", True)

        self.buttons.addWidget(self.new_button)


        self.layout.addLayout(self.buttons)

#if QT_CONFIG(shortcut)
        self.name_label.setBuddy(self.name)
        self.role_label.setBuddy(self.role)
        self.branch_label.setBuddy(self.branch)
        self.place_label.setBuddy(self.place)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(FirstRun)

        self.new_button.setDefault(True)


        QMetaObject.connectSlotsByName(FirstRun)
    # setupUi

    def retranslateUi(self, FirstRun):
        FirstRun.setWindowTitle(QCoreApplication.translate("FirstRun", u"\u6b22\u8fce\u4f7f\u7528 csdesk", None))
        self.heading.setText(QCoreApplication.translate("FirstRun", u"\u60a8\u662f\u8c01\uff1f", None))
        self.heading.setProperty(u"role", QCoreApplication.translate("FirstRun", u"title", None))
        self.lead.setText(QCoreApplication.translate("FirstRun", u"\u7b2c\u4e00\u6b21\u4f7f\u7528\uff1a\u586b\u4e09\u9879\uff0c\u5c31\u53ef\u4ee5\u5f00\u59cb\u8bb0\u53f0\u8d26\u3002\u6570\u636e\u53ea\u4fdd\u5b58\u5728\u8fd9\u53f0\u7535\u8111\u4e0a\u3002", None))
        self.lead.setProperty(u"role", QCoreApplication.translate("FirstRun", u"muted", None))
        self.name_label.setText(QCoreApplication.translate("FirstRun", u"\u59d3\u540d(&N) \u25cf", None))
        self.name_label.setProperty(u"role", QCoreApplication.translate("FirstRun", u"label", None))
        self.name.setPlaceholderText(QCoreApplication.translate("FirstRun", u"\u4f8b\u5982 \u5f20\u4e09", None))
        self.role_label.setText(QCoreApplication.translate("FirstRun", u"\u5c97\u4f4d(&R) \u25cf", None))
        self.role_label.setProperty(u"role", QCoreApplication.translate("FirstRun", u"label", None))
        self.branch_label.setText(QCoreApplication.translate("FirstRun", u"\u5206\u90e8\u4ee3\u7801(&B) \u25cf", None))
        self.branch_label.setProperty(u"role", QCoreApplication.translate("FirstRun", u"label", None))
        self.branch.setPlaceholderText(QCoreApplication.translate("FirstRun", u"2\u20136 \u4f4d\u5b57\u6bcd\u6216\u6570\u5b57\uff0c\u4f8b\u5982 NB\uff1b\u603b\u90e8\u586b HQ", None))
        self.place_label.setText(QCoreApplication.translate("FirstRun", u"\u6587\u4ef6(&L)", None))
        self.place_label.setProperty(u"role", QCoreApplication.translate("FirstRun", u"label", None))
#if QT_CONFIG(tooltip)
        self.place.setToolTip(QCoreApplication.translate("FirstRun", u"\u672c\u673a\u7684\u4e00\u4e2a\u6587\u4ef6\uff1b\u603b\u90e8\u4e5f\u53ef\u4ee5\u586b PostgreSQL \u6570\u636e\u5e93\u7684\u5730\u5740\uff0c\u4f8b\u5982 postgresql://\u7528\u6237@\u670d\u52a1\u5668/\u6570\u636e\u5e93", None))
#endif // QT_CONFIG(tooltip)
        self.browse_button.setText(QCoreApplication.translate("FirstRun", u"\u6d4f\u89c8\u2026", None))
        self.told.setText("")
        self.told.setProperty(u"role", QCoreApplication.translate("FirstRun", u"wrong", None))
        self.open_button.setText(QCoreApplication.translate("FirstRun", u"\u6253\u5f00\u5df2\u6709\u6587\u4ef6\u2026", None))
        self.open_button.setProperty(u"glyph", QCoreApplication.translate("FirstRun", u"file", None))
        self.demo_button.setText(QCoreApplication.translate("FirstRun", u"\u770b\u770b\u6f14\u793a\u6570\u636e", None))
        self.demo_button.setProperty(u"glyph", QCoreApplication.translate("FirstRun", u"chart", None))
        self.new_button.setText(QCoreApplication.translate("FirstRun", u"\u5f00\u59cb\u4f7f\u7528", None))
        self.new_button.setProperty(u"glyph", QCoreApplication.translate("FirstRun", u"check", None))
    # retranslateUi

