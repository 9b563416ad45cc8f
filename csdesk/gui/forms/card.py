# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'card.ui'
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
from PySide6.QtWidgets import (QAbstractItemView, QApplication, QFrame, QHBoxLayout,
    QHeaderView, QLabel, QPushButton, QScrollArea,
    QSizePolicy, QSpacerItem, QTabWidget, QTableView,
    QVBoxLayout, QWidget)

class Ui_Card(object):
    def setupUi(self, Card):
        if not Card.objectName():
            Card.setObjectName(u"Card")
        Card.resize(380, 640)
        Card.setFrameShape(QFrame.Shape.NoFrame)
        self.layout = QVBoxLayout(Card)
        self.layout.setSpacing(8)
        self.layout.setObjectName(u"layout")
        self.layout.setContentsMargins(14, 12, 14, 10)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.setObjectName(u"head")
        self.title = QLabel(Card)
        self.title.setObjectName(u"title")

        self.head.addWidget(self.title)

        self.status = QLabel(Card)
        self.status.setObjectName(u"status")

        self.head.addWidget(self.status)

        self.conflict = QLabel(Card)
        self.conflict.setObjectName(u"conflict")

        self.head.addWidget(self.conflict)

        self.head_gap = QSpacerItem(10, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.head.addItem(self.head_gap)

        self.state = QLabel(Card)
        self.state.setObjectName(u"state")

        self.head.addWidget(self.state)


        self.layout.addLayout(self.head)

        self.actions = QWidget(Card)
        self.actions.setObjectName(u"actions")
        self.actions_layout = QHBoxLayout(self.actions)
        self.actions_layout.setSpacing(6)
        self.actions_layout.setObjectName(u"actions_layout")
        self.actions_layout.setContentsMargins(0, 0, 0, 0)

        self.layout.addWidget(self.actions)

        self.why = QLabel(Card)
        self.why.setObjectName(u"why")
        self.why.setWordWrap(True)

        self.layout.addWidget(self.why)

        self.pages = QTabWidget(Card)
        self.pages.setObjectName(u"pages")
        self.pages.setDocumentMode(True)
        self.form_page = QWidget()
        self.form_page.setObjectName(u"form_page")
        self.form_layout = QVBoxLayout(self.form_page)
        self.form_layout.setObjectName(u"form_layout")
        self.form_layout.setContentsMargins(0, 6, 0, 0)
        self.scroll = QScrollArea(self.form_page)
        self.scroll.setObjectName(u"scroll")
        self.scroll.setWidgetResizable(True)
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.form_place = QWidget()
        self.form_place.setObjectName(u"form_place")
        self.form_place_layout = QVBoxLayout(self.form_place)
        self.form_place_layout.setObjectName(u"form_place_layout")
        self.form_place_layout.setContentsMargins(2, 4, 10, 8)
        self.scroll.setWidget(self.form_place)

        self.form_layout.addWidget(self.scroll)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(6)
        self.buttons.setObjectName(u"buttons")
        self.told = QLabel(self.form_page)
        self.told.setObjectName(u"told")
        self.told.setWordWrap(True)

        self.buttons.addWidget(self.told)

        self.gap = QSpacerItem(10, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.gap)

        self.revert_button = QPushButton(self.form_page)
        self.revert_button.setObjectName(u"revert_button")
        self.revert_button.setAutoDefault(False)

        self.buttons.addWidget(self.revert_button)

        self.save_button = QPushButton(self.form_page)
        self.save_button.setObjectName(u"save_button")
        self.save_button.setProperty(u"primary", True)
        self.save_button.setAutoDefault(False)

        self.buttons.addWidget(self.save_button)


        self.form_layout.addLayout(self.buttons)

        self.pages.addTab(self.form_page, "")
        self.history_page = QWidget()
        self.history_page.setObjectName(u"history_page")
        self.history_layout = QVBoxLayout(self.history_page)
        self.history_layout.setObjectName(u"history_layout")
        self.history_layout.setContentsMargins(0, 6, 0, 0)
        self.history = QTableView(self.history_page)
        self.history.setObjectName(u"history")
        self.history.setAlternatingRowColors(True)
        self.history.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)

        self.history_layout.addWidget(self.history)

        self.history_foot = QHBoxLayout()
        self.history_foot.setObjectName(u"history_foot")
        self.history_note = QLabel(self.history_page)
        self.history_note.setObjectName(u"history_note")
        self.history_note.setWordWrap(True)

        self.history_foot.addWidget(self.history_note)

        self.history_gap = QSpacerItem(10, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.history_foot.addItem(self.history_gap)

        self.restore_button = QPushButton(self.history_page)
        self.restore_button.setObjectName(u"restore_button")
        self.restore_button.setAutoDefault(False)

        self.history_foot.addWidget(self.restore_button)


        self.history_layout.addLayout(self.history_foot)

        self.pages.addTab(self.history_page, "")

        self.layout.addWidget(self.pages)


        self.retranslateUi(Card)

        QMetaObject.connectSlotsByName(Card)
    # setupUi

    def retranslateUi(self, Card):
        self.title.setText("")
        self.title.setProperty(u"role", QCoreApplication.translate("Card", u"title", None))
        self.status.setText("")
        self.conflict.setText("")
        self.state.setText("")
        self.state.setProperty(u"role", QCoreApplication.translate("Card", u"muted", None))
        self.why.setProperty(u"role", QCoreApplication.translate("Card", u"muted", None))
        self.told.setText("")
        self.told.setProperty(u"role", QCoreApplication.translate("Card", u"muted", None))
        self.revert_button.setText(QCoreApplication.translate("Card", u"\u653e\u5f03\u4fee\u6539", None))
        self.save_button.setText(QCoreApplication.translate("Card", u"\u4fdd\u5b58", None))
        self.save_button.setProperty(u"glyph", QCoreApplication.translate("Card", u"save", None))
        self.pages.setTabText(self.pages.indexOf(self.form_page), QCoreApplication.translate("Card", u"\u8d44\u6599", None))
#if QT_CONFIG(accessibility)
        self.history.setAccessibleName(QCoreApplication.translate("Card", u"\u4fee\u6539\u5386\u53f2", None))
#endif // QT_CONFIG(accessibility)
        self.history_note.setText(QCoreApplication.translate("Card", u"\u9009\u4e2d\u4e00\u884c\uff0c\u53ef\u628a\u8be5\u680f\u6062\u590d\u6210\u5f53\u65f6\u7684\u65e7\u503c", None))
        self.history_note.setProperty(u"role", QCoreApplication.translate("Card", u"muted", None))
        self.restore_button.setText(QCoreApplication.translate("Card", u"\u6062\u590d\u65e7\u503c", None))
        self.restore_button.setProperty(u"glyph", QCoreApplication.translate("Card", u"restore", None))
        self.pages.setTabText(self.pages.indexOf(self.history_page), QCoreApplication.translate("Card", u"\u5386\u53f2", None))
        pass
    # retranslateUi

