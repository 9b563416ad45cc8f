# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'ledger.ui'
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
from PySide6.QtWidgets import (QApplication, QFrame, QHBoxLayout, QHeaderView,
    QLabel, QLineEdit, QPushButton, QSizePolicy,
    QSpacerItem, QSplitter, QStackedWidget, QToolButton,
    QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget)

class Ui_Ledger(object):
    def setupUi(self, Ledger):
        if not Ledger.objectName():
            Ledger.setObjectName(u"Ledger")
        Ledger.resize(1200, 640)
        self.layout = QVBoxLayout(Ledger)
        self.layout.setObjectName(u"layout")
        self.layout.setContentsMargins(8, 8, 8, 6)
        self.splitter = QSplitter(Ledger)
        self.splitter.setObjectName(u"splitter")
        self.splitter.setOrientation(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.left = QWidget(self.splitter)
        self.left.setObjectName(u"left")
        self.left_layout = QVBoxLayout(self.left)
        self.left_layout.setSpacing(4)
        self.left_layout.setObjectName(u"left_layout")
        self.left_layout.setContentsMargins(2, 2, 2, 0)
        self.views_title = QLabel(self.left)
        self.views_title.setObjectName(u"views_title")

        self.left_layout.addWidget(self.views_title)

        self.views = QTreeWidget(self.left)
        self.views.setObjectName(u"views")
        self.views.setColumnCount(2)
        self.views.setHeaderHidden(True)
        self.views.setRootIsDecorated(False)
        self.views.setIndentation(0)
        self.views.setUniformRowHeights(True)

        self.left_layout.addWidget(self.views)

        self.splitter.addWidget(self.left)
        self.middle = QWidget(self.splitter)
        self.middle.setObjectName(u"middle")
        self.middle_layout = QVBoxLayout(self.middle)
        self.middle_layout.setSpacing(6)
        self.middle_layout.setObjectName(u"middle_layout")
        self.middle_layout.setContentsMargins(4, 0, 4, 0)
        self.tools = QHBoxLayout()
        self.tools.setSpacing(4)
        self.tools.setObjectName(u"tools")
        self.search = QLineEdit(self.middle)
        self.search.setObjectName(u"search")
        self.search.setClearButtonEnabled(True)

        self.tools.addWidget(self.search)

        self.new_button = QToolButton(self.middle)
        self.new_button.setObjectName(u"new_button")
        self.new_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)

        self.tools.addWidget(self.new_button)

        self.filter_button = QToolButton(self.middle)
        self.filter_button.setObjectName(u"filter_button")
        self.filter_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)

        self.tools.addWidget(self.filter_button)

        self.columns_button = QToolButton(self.middle)
        self.columns_button.setObjectName(u"columns_button")
        self.columns_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)

        self.tools.addWidget(self.columns_button)


        self.middle_layout.addLayout(self.tools)

        self.filters = QWidget(self.middle)
        self.filters.setObjectName(u"filters")
        self.filters_layout = QHBoxLayout(self.filters)
        self.filters_layout.setSpacing(4)
        self.filters_layout.setObjectName(u"filters_layout")
        self.filters_layout.setContentsMargins(0, 0, 0, 0)

        self.middle_layout.addWidget(self.filters)

        self.pages = QStackedWidget(self.middle)
        self.pages.setObjectName(u"pages")
        self.table_page = QWidget()
        self.table_page.setObjectName(u"table_page")
        self.table_layout = QVBoxLayout(self.table_page)
        self.table_layout.setObjectName(u"table_layout")
        self.table_layout.setContentsMargins(0, 0, 0, 0)
        self.pages.addWidget(self.table_page)
        self.empty_page = QWidget()
        self.empty_page.setObjectName(u"empty_page")
        self.empty_layout = QVBoxLayout(self.empty_page)
        self.empty_layout.setObjectName(u"empty_layout")
        self.above = QSpacerItem(10, 10, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.empty_layout.addItem(self.above)

        self.empty_text = QLabel(self.empty_page)
        self.empty_text.setObjectName(u"empty_text")
        self.empty_text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty_text.setWordWrap(True)

        self.empty_layout.addWidget(self.empty_text)

        self.empty_row = QHBoxLayout()
        self.empty_row.setObjectName(u"empty_row")
        self.empty_left = QSpacerItem(10, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.empty_row.addItem(self.empty_left)

        self.empty_new = QPushButton(self.empty_page)
        self.empty_new.setObjectName(u"empty_new")
        self.empty_new.setProperty(u"primary", True)
        self.empty_new.setAutoDefault(False)

        self.empty_row.addWidget(self.empty_new)

        self.empty_import = QPushButton(self.empty_page)
        self.empty_import.setObjectName(u"empty_import")
        self.empty_import.setAutoDefault(False)

        self.empty_row.addWidget(self.empty_import)

        self.empty_right = QSpacerItem(10, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.empty_row.addItem(self.empty_right)


        self.empty_layout.addLayout(self.empty_row)

        self.below = QSpacerItem(10, 10, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.empty_layout.addItem(self.below)

        self.pages.addWidget(self.empty_page)

        self.middle_layout.addWidget(self.pages)

        self.foot = QHBoxLayout()
        self.foot.setObjectName(u"foot")
        self.total = QLabel(self.middle)
        self.total.setObjectName(u"total")

        self.foot.addWidget(self.total)

        self.foot_gap = QSpacerItem(10, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.foot.addItem(self.foot_gap)

        self.hint = QLabel(self.middle)
        self.hint.setObjectName(u"hint")

        self.foot.addWidget(self.hint)


        self.middle_layout.addLayout(self.foot)

        self.splitter.addWidget(self.middle)
        self.card_place = QFrame(self.splitter)
        self.card_place.setObjectName(u"card_place")
        self.card_layout = QVBoxLayout(self.card_place)
        self.card_layout.setObjectName(u"card_layout")
        self.card_layout.setContentsMargins(0, 0, 0, 0)
        self.splitter.addWidget(self.card_place)

        self.layout.addWidget(self.splitter)


        self.retranslateUi(Ledger)

        QMetaObject.connectSlotsByName(Ledger)
    # setupUi

    def retranslateUi(self, Ledger):
        self.views_title.setText(QCoreApplication.translate("Ledger", u"\u89c6\u56fe", None))
        self.views_title.setProperty(u"role", QCoreApplication.translate("Ledger", u"muted", None))
#if QT_CONFIG(accessibility)
        self.views.setAccessibleName(QCoreApplication.translate("Ledger", u"\u89c6\u56fe", None))
#endif // QT_CONFIG(accessibility)
        self.search.setPlaceholderText(QCoreApplication.translate("Ledger", u"\u641c\u7d22\uff1a\u6c49\u5b57\u3001\u62fc\u97f3\u3001\u9996\u5b57\u6bcd\u3001\u7f16\u53f7", None))
#if QT_CONFIG(accessibility)
        self.search.setAccessibleName(QCoreApplication.translate("Ledger", u"\u641c\u7d22", None))
#endif // QT_CONFIG(accessibility)
        self.new_button.setText(QCoreApplication.translate("Ledger", u"\u65b0\u5efa", None))
#if QT_CONFIG(tooltip)
        self.new_button.setToolTip(QCoreApplication.translate("Ledger", u"\u65b0\u5efa\u8bb0\u5f55\uff08Ctrl+N\uff09", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.new_button.setAccessibleName(QCoreApplication.translate("Ledger", u"\u65b0\u5efa", None))
#endif // QT_CONFIG(accessibility)
        self.new_button.setProperty(u"glyph", QCoreApplication.translate("Ledger", u"new", None))
        self.filter_button.setText(QCoreApplication.translate("Ledger", u"\u7b5b\u9009", None))
#if QT_CONFIG(tooltip)
        self.filter_button.setToolTip(QCoreApplication.translate("Ledger", u"\u7b5b\u9009\u5f53\u524d\u680f\uff08Ctrl+L\uff09", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.filter_button.setAccessibleName(QCoreApplication.translate("Ledger", u"\u7b5b\u9009", None))
#endif // QT_CONFIG(accessibility)
        self.filter_button.setProperty(u"glyph", QCoreApplication.translate("Ledger", u"filter", None))
        self.columns_button.setText(QCoreApplication.translate("Ledger", u"\u680f\u76ee", None))
#if QT_CONFIG(tooltip)
        self.columns_button.setToolTip(QCoreApplication.translate("Ledger", u"\u663e\u793a\u54ea\u4e9b\u680f\u76ee", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.columns_button.setAccessibleName(QCoreApplication.translate("Ledger", u"\u680f\u76ee", None))
#endif // QT_CONFIG(accessibility)
        self.columns_button.setProperty(u"glyph", QCoreApplication.translate("Ledger", u"columns", None))
        self.empty_text.setProperty(u"role", QCoreApplication.translate("Ledger", u"empty", None))
        self.empty_new.setText(QCoreApplication.translate("Ledger", u"\u65b0\u5efa\u7b2c\u4e00\u6761", None))
        self.empty_new.setProperty(u"glyph", QCoreApplication.translate("Ledger", u"new", None))
        self.empty_import.setText(QCoreApplication.translate("Ledger", u"\u5bfc\u5165 Excel", None))
        self.empty_import.setProperty(u"glyph", QCoreApplication.translate("Ledger", u"import", None))
        self.total.setText("")
        self.total.setProperty(u"role", QCoreApplication.translate("Ledger", u"muted", None))
        self.hint.setText("")
        self.hint.setProperty(u"role", QCoreApplication.translate("Ledger", u"muted", None))
        pass
    # retranslateUi

