# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'board.ui'
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
from PySide6.QtWidgets import (QAbstractItemView, QApplication, QCheckBox, QFrame,
    QHBoxLayout, QHeaderView, QLabel, QListView,
    QPushButton, QSizePolicy, QSpacerItem, QSplitter,
    QStackedWidget, QTableWidget, QTableWidgetItem, QToolButton,
    QVBoxLayout, QWidget)

from csdesk.gui.days import DayEdit

class Ui_Board(object):
    def setupUi(self, Board):
        if not Board.objectName():
            Board.setObjectName(u"Board")
        Board.resize(1200, 640)
        self.layout = QVBoxLayout(Board)
        self.layout.setSpacing(8)
        self.layout.setObjectName(u"layout")
        self.layout.setContentsMargins(10, 8, 10, 8)
        self.bar = QHBoxLayout()
        self.bar.setSpacing(6)
        self.bar.setObjectName(u"bar")
        self.previous_button = QToolButton(Board)
        self.previous_button.setObjectName(u"previous_button")

        self.bar.addWidget(self.previous_button)

        self.day = DayEdit(Board)
        self.day.setObjectName(u"day")

        self.bar.addWidget(self.day)

        self.next_button = QToolButton(Board)
        self.next_button.setObjectName(u"next_button")

        self.bar.addWidget(self.next_button)

        self.today_button = QToolButton(Board)
        self.today_button.setObjectName(u"today_button")

        self.bar.addWidget(self.today_button)

        self.copy_button = QToolButton(Board)
        self.copy_button.setObjectName(u"copy_button")

        self.bar.addWidget(self.copy_button)

        self.route_button = QToolButton(Board)
        self.route_button.setObjectName(u"route_button")

        self.bar.addWidget(self.route_button)

        self.totals = QLabel(Board)
        self.totals.setObjectName(u"totals")

        self.bar.addWidget(self.totals)

        self.gap = QSpacerItem(10, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.bar.addItem(self.gap)

        self.idle = QCheckBox(Board)
        self.idle.setObjectName(u"idle")
        self.idle.setChecked(True)

        self.bar.addWidget(self.idle)

        self.propose_button = QPushButton(Board)
        self.propose_button.setObjectName(u"propose_button")

        self.bar.addWidget(self.propose_button)

        self.back_button = QPushButton(Board)
        self.back_button.setObjectName(u"back_button")

        self.bar.addWidget(self.back_button)

        self.give_button = QPushButton(Board)
        self.give_button.setObjectName(u"give_button")
        self.give_button.setProperty(u"primary", True)

        self.bar.addWidget(self.give_button)


        self.layout.addLayout(self.bar)

        self.splitter = QSplitter(Board)
        self.splitter.setObjectName(u"splitter")
        self.splitter.setOrientation(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.left = QWidget(self.splitter)
        self.left.setObjectName(u"left")
        self.left_layout = QVBoxLayout(self.left)
        self.left_layout.setSpacing(4)
        self.left_layout.setObjectName(u"left_layout")
        self.left_layout.setContentsMargins(0, 0, 0, 0)
        self.pool_head = QHBoxLayout()
        self.pool_head.setObjectName(u"pool_head")
        self.pool_title = QLabel(self.left)
        self.pool_title.setObjectName(u"pool_title")

        self.pool_head.addWidget(self.pool_title)

        self.pool_gap = QSpacerItem(10, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.pool_head.addItem(self.pool_gap)

        self.held_button = QToolButton(self.left)
        self.held_button.setObjectName(u"held_button")
        self.held_button.setCheckable(True)

        self.pool_head.addWidget(self.held_button)


        self.left_layout.addLayout(self.pool_head)

        self.pool_pages = QStackedWidget(self.left)
        self.pool_pages.setObjectName(u"pool_pages")
        self.pool_page = QWidget()
        self.pool_page.setObjectName(u"pool_page")
        self.pool_layout = QVBoxLayout(self.pool_page)
        self.pool_layout.setObjectName(u"pool_layout")
        self.pool_layout.setContentsMargins(0, 0, 0, 0)
        self.sheet = QFrame(self.pool_page)
        self.sheet.setObjectName(u"sheet")
        self.sheet_layout = QVBoxLayout(self.sheet)
        self.sheet_layout.setObjectName(u"sheet_layout")
        self.sheet_layout.setContentsMargins(1, 1, 1, 1)
        self.pool = QListView(self.sheet)
        self.pool.setObjectName(u"pool")
        self.pool.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.pool.setDragEnabled(True)
        self.pool.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.pool.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.pool.setUniformItemSizes(True)

        self.sheet_layout.addWidget(self.pool)


        self.pool_layout.addWidget(self.sheet)

        self.pool_pages.addWidget(self.pool_page)
        self.no_pool_page = QWidget()
        self.no_pool_page.setObjectName(u"no_pool_page")
        self.no_pool_layout = QVBoxLayout(self.no_pool_page)
        self.no_pool_layout.setObjectName(u"no_pool_layout")
        self.no_pool = QLabel(self.no_pool_page)
        self.no_pool.setObjectName(u"no_pool")
        self.no_pool.setAlignment(Qt.AlignmentFlag.AlignCenter)

        self.no_pool_layout.addWidget(self.no_pool)

        self.pool_pages.addWidget(self.no_pool_page)

        self.left_layout.addWidget(self.pool_pages)

        self.splitter.addWidget(self.left)
        self.right = QSplitter(self.splitter)
        self.right.setObjectName(u"right")
        self.right.setOrientation(Qt.Orientation.Vertical)
        self.right.setChildrenCollapsible(False)
        self.chart_box = QWidget(self.right)
        self.chart_box.setObjectName(u"chart_box")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(4)
        sizePolicy.setHeightForWidth(self.chart_box.sizePolicy().hasHeightForWidth())
        self.chart_box.setSizePolicy(sizePolicy)
        self.chart_layout = QVBoxLayout(self.chart_box)
        self.chart_layout.setSpacing(4)
        self.chart_layout.setObjectName(u"chart_layout")
        self.chart_layout.setContentsMargins(0, 0, 0, 0)
        self.told = QLabel(self.chart_box)
        self.told.setObjectName(u"told")
        sizePolicy1 = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        sizePolicy1.setHorizontalStretch(0)
        sizePolicy1.setVerticalStretch(0)
        sizePolicy1.setHeightForWidth(self.told.sizePolicy().hasHeightForWidth())
        self.told.setSizePolicy(sizePolicy1)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

        self.chart_layout.addWidget(self.told)

        self.chart_place = QVBoxLayout()
        self.chart_place.setObjectName(u"chart_place")

        self.chart_layout.addLayout(self.chart_place)

        self.right.addWidget(self.chart_box)
        self.conflict_box = QWidget(self.right)
        self.conflict_box.setObjectName(u"conflict_box")
        sizePolicy2 = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        sizePolicy2.setHorizontalStretch(0)
        sizePolicy2.setVerticalStretch(1)
        sizePolicy2.setHeightForWidth(self.conflict_box.sizePolicy().hasHeightForWidth())
        self.conflict_box.setSizePolicy(sizePolicy2)
        self.conflict_layout = QVBoxLayout(self.conflict_box)
        self.conflict_layout.setSpacing(4)
        self.conflict_layout.setObjectName(u"conflict_layout")
        self.conflict_layout.setContentsMargins(0, 0, 0, 0)
        self.conflict_title = QLabel(self.conflict_box)
        self.conflict_title.setObjectName(u"conflict_title")

        self.conflict_layout.addWidget(self.conflict_title)

        self.conflicts = QTableWidget(self.conflict_box)
        self.conflicts.setObjectName(u"conflicts")

        self.conflict_layout.addWidget(self.conflicts)

        self.right.addWidget(self.conflict_box)
        self.splitter.addWidget(self.right)

        self.layout.addWidget(self.splitter)


        self.retranslateUi(Board)

        QMetaObject.connectSlotsByName(Board)
    # setupUi

    def retranslateUi(self, Board):
        self.previous_button.setText(QCoreApplication.translate("Board", u"\u2190", None))
#if QT_CONFIG(accessibility)
        self.previous_button.setAccessibleName(QCoreApplication.translate("Board", u"\u524d\u4e00\u5929", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(tooltip)
        self.previous_button.setToolTip(QCoreApplication.translate("Board", u"\u524d\u4e00\u5929", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.day.setAccessibleName(QCoreApplication.translate("Board", u"\u65e5\u671f", None))
#endif // QT_CONFIG(accessibility)
        self.next_button.setText(QCoreApplication.translate("Board", u"\u2192", None))
#if QT_CONFIG(accessibility)
        self.next_button.setAccessibleName(QCoreApplication.translate("Board", u"\u540e\u4e00\u5929", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(tooltip)
        self.next_button.setToolTip(QCoreApplication.translate("Board", u"\u540e\u4e00\u5929", None))
#endif // QT_CONFIG(tooltip)
        self.today_button.setText(QCoreApplication.translate("Board", u"\u4eca\u5929", None))
        self.copy_button.setText(QCoreApplication.translate("Board", u"\u590d\u5236\u8ba1\u5212", None))
#if QT_CONFIG(tooltip)
        self.copy_button.setToolTip(QCoreApplication.translate("Board", u"\u628a\u524d\u51e0\u5929\u7684\u6d3e\u8f66\u5355\u590d\u5236\u4e3a\u8fd9\u4e00\u5929\u7684\u8349\u7a3f", None))
#endif // QT_CONFIG(tooltip)
        self.route_button.setText(QCoreApplication.translate("Board", u"\u5e38\u7528\u7ebf\u8def", None))
#if QT_CONFIG(tooltip)
        self.route_button.setToolTip(QCoreApplication.translate("Board", u"\u6309\u5e38\u7528\u7ebf\u8def\u6d3e\u8f66\uff1b\u5de6\u8fb9\u9009\u4e2d\u7684\u8fd0\u5355\u4e00\u8d77\u88c5\u4e0a", None))
#endif // QT_CONFIG(tooltip)
        self.totals.setText("")
        self.totals.setProperty(u"role", QCoreApplication.translate("Board", u"strong", None))
        self.idle.setText(QCoreApplication.translate("Board", u"\u7a7a\u95f2\u8f66\u8f86(&K)", None))
#if QT_CONFIG(tooltip)
        self.idle.setToolTip(QCoreApplication.translate("Board", u"\u4e5f\u5217\u51fa\u8fd9\u4e00\u5929\u6ca1\u6709\u4efb\u52a1\u7684\u5728\u7528\u8f66\u8f86", None))
#endif // QT_CONFIG(tooltip)
        self.propose_button.setText(QCoreApplication.translate("Board", u"\u914d\u8f7d\u5efa\u8bae(&L)\u2026", None))
#if QT_CONFIG(tooltip)
        self.propose_button.setToolTip(QCoreApplication.translate("Board", u"\u7b97\u4e00\u4e2a\u66f4\u7701\u7684\u88c5\u8f66\u65b9\u6848\uff0c\u548c\u624b\u5de5\u7684\u5e76\u6392\u770b\uff1b\u53ea\u662f\u5efa\u8bae\uff0c\u91c7\u7528\u4ee5\u524d\u4ec0\u4e48\u90fd\u4e0d\u6539", None))
#endif // QT_CONFIG(tooltip)
        self.back_button.setText(QCoreApplication.translate("Board", u"\u9000\u56de\u5f85\u6d3e(&B)", None))
#if QT_CONFIG(tooltip)
        self.back_button.setToolTip(QCoreApplication.translate("Board", u"\u628a\u9009\u4e2d\u7684\u4e00\u8f66\u9000\u56de\u5f85\u6d3e\uff08Delete\uff09", None))
#endif // QT_CONFIG(tooltip)
        self.give_button.setText(QCoreApplication.translate("Board", u"\u6d3e\u7ed9(&G)\u2026", None))
#if QT_CONFIG(tooltip)
        self.give_button.setToolTip(QCoreApplication.translate("Board", u"\u7ed9\u9009\u4e2d\u7684\u8fd0\u5355\u9009\u4e00\u8f86\u8f66\uff08Enter\uff09\uff1b\u4e5f\u53ef\u4ee5\u76f4\u63a5\u62d6\u5230\u8f66\u8f86\u4e0a", None))
#endif // QT_CONFIG(tooltip)
        self.pool_title.setText(QCoreApplication.translate("Board", u"\u5f85\u6d3e", None))
        self.pool_title.setProperty(u"role", QCoreApplication.translate("Board", u"muted", None))
        self.held_button.setText(QCoreApplication.translate("Board", u"\u5f85\u5b9a", None))
#if QT_CONFIG(tooltip)
        self.held_button.setToolTip(QCoreApplication.translate("Board", u"\u770b\u5f85\u5b9a\u7684\u8fd0\u5355\uff1b\u6309 H \u8f6c\u56de\u5f85\u6d3e\u3002\u5f85\u6d3e\u7684\u8fd0\u5355\u6309 H \u8f6c\u5f85\u5b9a", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.pool.setAccessibleName(QCoreApplication.translate("Board", u"\u5f85\u6d3e\u8fd0\u5355", None))
#endif // QT_CONFIG(accessibility)
        self.no_pool.setText(QCoreApplication.translate("Board", u"\u6ca1\u6709\u5f85\u6d3e\u7684\u8fd0\u5355", None))
        self.no_pool.setProperty(u"role", QCoreApplication.translate("Board", u"empty", None))
        self.told.setText("")
        self.told.setProperty(u"role", QCoreApplication.translate("Board", u"muted", None))
        self.conflict_title.setText(QCoreApplication.translate("Board", u"\u51b2\u7a81", None))
        self.conflict_title.setProperty(u"role", QCoreApplication.translate("Board", u"muted", None))
#if QT_CONFIG(accessibility)
        self.conflicts.setAccessibleName(QCoreApplication.translate("Board", u"\u51b2\u7a81", None))
#endif // QT_CONFIG(accessibility)
        pass
    # retranslateUi

