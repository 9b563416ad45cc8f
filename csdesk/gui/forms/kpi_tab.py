# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'kpi_tab.ui'
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
from PySide6.QtWidgets import (QApplication, QComboBox, QFrame, QHBoxLayout,
    QHeaderView, QLabel, QPushButton, QScrollArea,
    QSizePolicy, QSpacerItem, QSplitter, QTabWidget,
    QTableView, QTableWidget, QTableWidgetItem, QTextBrowser,
    QVBoxLayout, QWidget)

class Ui_KpiTab(object):
    def setupUi(self, KpiTab):
        if not KpiTab.objectName():
            KpiTab.setObjectName(u"KpiTab")
        KpiTab.resize(1340, 680)
        self.layout = QVBoxLayout(KpiTab)
        self.layout.setSpacing(8)
        self.layout.setObjectName(u"layout")
        self.layout.setContentsMargins(10, 10, 10, 10)
        self.bar = QHBoxLayout()
        self.bar.setSpacing(8)
        self.bar.setObjectName(u"bar")
        self.period_label = QLabel(KpiTab)
        self.period_label.setObjectName(u"period_label")

        self.bar.addWidget(self.period_label)

        self.period = QComboBox(KpiTab)
        self.period.setObjectName(u"period")
        self.period.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

        self.bar.addWidget(self.period)

        self.level_label = QLabel(KpiTab)
        self.level_label.setObjectName(u"level_label")

        self.bar.addWidget(self.level_label)

        self.level = QComboBox(KpiTab)
        self.level.setObjectName(u"level")
        self.level.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

        self.bar.addWidget(self.level)

        self.entity_label = QLabel(KpiTab)
        self.entity_label.setObjectName(u"entity_label")

        self.bar.addWidget(self.entity_label)

        self.entity = QComboBox(KpiTab)
        self.entity.setObjectName(u"entity")
        self.entity.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

        self.bar.addWidget(self.entity)

        self.group_label = QLabel(KpiTab)
        self.group_label.setObjectName(u"group_label")

        self.bar.addWidget(self.group_label)

        self.group = QComboBox(KpiTab)
        self.group.setObjectName(u"group")
        self.group.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

        self.bar.addWidget(self.group)

        self.gap = QSpacerItem(20, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.bar.addItem(self.gap)

        self.boards_button = QPushButton(KpiTab)
        self.boards_button.setObjectName(u"boards_button")
        self.boards_button.setCheckable(True)

        self.bar.addWidget(self.boards_button)

        self.close_button = QPushButton(KpiTab)
        self.close_button.setObjectName(u"close_button")

        self.bar.addWidget(self.close_button)

        self.export_button = QPushButton(KpiTab)
        self.export_button.setObjectName(u"export_button")

        self.bar.addWidget(self.export_button)

        self.pictures_button = QPushButton(KpiTab)
        self.pictures_button.setObjectName(u"pictures_button")

        self.bar.addWidget(self.pictures_button)

        self.report_button = QPushButton(KpiTab)
        self.report_button.setObjectName(u"report_button")

        self.bar.addWidget(self.report_button)


        self.layout.addLayout(self.bar)

        self.splitter = QSplitter(KpiTab)
        self.splitter.setObjectName(u"splitter")
        self.splitter.setOrientation(Qt.Orientation.Vertical)
        self.splitter.setChildrenCollapsible(False)
        self.charts = QWidget(self.splitter)
        self.charts.setObjectName(u"charts")
        self.charts_layout = QVBoxLayout(self.charts)
        self.charts_layout.setSpacing(8)
        self.charts_layout.setObjectName(u"charts_layout")
        self.charts_layout.setContentsMargins(0, 0, 0, 0)
        self.cards = QHBoxLayout()
        self.cards.setSpacing(8)
        self.cards.setObjectName(u"cards")

        self.charts_layout.addLayout(self.cards)

        self.pair = QHBoxLayout()
        self.pair.setSpacing(8)
        self.pair.setObjectName(u"pair")
        self.trend_place = QVBoxLayout()
        self.trend_place.setObjectName(u"trend_place")

        self.pair.addLayout(self.trend_place)

        self.ranking_area = QScrollArea(self.charts)
        self.ranking_area.setObjectName(u"ranking_area")
        self.ranking_area.setFrameShape(QFrame.Shape.NoFrame)
        self.ranking_area.setWidgetResizable(True)

        self.pair.addWidget(self.ranking_area)

        self.pair.setStretch(0, 3)
        self.pair.setStretch(1, 2)

        self.charts_layout.addLayout(self.pair)

        self.splitter.addWidget(self.charts)
        self.details = QTabWidget(self.splitter)
        self.details.setObjectName(u"details")
        self.comparison_page = QWidget()
        self.comparison_page.setObjectName(u"comparison_page")
        self.comparison_layout = QVBoxLayout(self.comparison_page)
        self.comparison_layout.setObjectName(u"comparison_layout")
        self.comparison_layout.setContentsMargins(6, 6, 6, 6)
        self.comparison = QTableView(self.comparison_page)
        self.comparison.setObjectName(u"comparison")

        self.comparison_layout.addWidget(self.comparison)

        self.details.addTab(self.comparison_page, "")
        self.records_page = QWidget()
        self.records_page.setObjectName(u"records_page")
        self.records_layout = QVBoxLayout(self.records_page)
        self.records_layout.setSpacing(4)
        self.records_layout.setObjectName(u"records_layout")
        self.records_layout.setContentsMargins(6, 6, 6, 6)
        self.told = QLabel(self.records_page)
        self.told.setObjectName(u"told")
        self.told.setWordWrap(True)

        self.records_layout.addWidget(self.told)

        self.records = QTableView(self.records_page)
        self.records.setObjectName(u"records")

        self.records_layout.addWidget(self.records)

        self.details.addTab(self.records_page, "")
        self.definition_page = QWidget()
        self.definition_page.setObjectName(u"definition_page")
        self.definition_layout = QVBoxLayout(self.definition_page)
        self.definition_layout.setObjectName(u"definition_layout")
        self.definition_layout.setContentsMargins(6, 6, 6, 6)
        self.definition = QTextBrowser(self.definition_page)
        self.definition.setObjectName(u"definition")

        self.definition_layout.addWidget(self.definition)

        self.details.addTab(self.definition_page, "")
        self.rollup_page = QWidget()
        self.rollup_page.setObjectName(u"rollup_page")
        self.rollup_layout = QVBoxLayout(self.rollup_page)
        self.rollup_layout.setObjectName(u"rollup_layout")
        self.rollup_layout.setContentsMargins(6, 6, 6, 6)
        self.submissions = QTableWidget(self.rollup_page)
        self.submissions.setObjectName(u"submissions")

        self.rollup_layout.addWidget(self.submissions)

        self.details.addTab(self.rollup_page, "")
        self.splitter.addWidget(self.details)

        self.layout.addWidget(self.splitter)

#if QT_CONFIG(shortcut)
        self.period_label.setBuddy(self.period)
        self.level_label.setBuddy(self.level)
        self.entity_label.setBuddy(self.entity)
        self.group_label.setBuddy(self.group)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(KpiTab)

        QMetaObject.connectSlotsByName(KpiTab)
    # setupUi

    def retranslateUi(self, KpiTab):
        self.period_label.setText(QCoreApplication.translate("KpiTab", u"\u671f\u95f4(&P)", None))
#if QT_CONFIG(accessibility)
        self.period.setAccessibleName(QCoreApplication.translate("KpiTab", u"\u671f\u95f4", None))
#endif // QT_CONFIG(accessibility)
        self.level_label.setText(QCoreApplication.translate("KpiTab", u"\u5c42\u7ea7(&L)", None))
#if QT_CONFIG(accessibility)
        self.level.setAccessibleName(QCoreApplication.translate("KpiTab", u"\u5c42\u7ea7", None))
#endif // QT_CONFIG(accessibility)
        self.entity_label.setText(QCoreApplication.translate("KpiTab", u"\u5bf9\u8c61(&O)", None))
#if QT_CONFIG(accessibility)
        self.entity.setAccessibleName(QCoreApplication.translate("KpiTab", u"\u5bf9\u8c61", None))
#endif // QT_CONFIG(accessibility)
        self.group_label.setText(QCoreApplication.translate("KpiTab", u"\u6307\u6807(&K)", None))
#if QT_CONFIG(accessibility)
        self.group.setAccessibleName(QCoreApplication.translate("KpiTab", u"\u6307\u6807", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(tooltip)
        self.boards_button.setToolTip(QCoreApplication.translate("KpiTab", u"\u5ba2\u6237\u70ed\u529b\u56fe\u3001\u6536\u5165\u548c\u6bdb\u5229\u7684\u53d8\u52a8\u3001\u8d26\u9f84\u3001\u6295\u8bc9\u7c7b\u578b", None))
#endif // QT_CONFIG(tooltip)
        self.boards_button.setText(QCoreApplication.translate("KpiTab", u"\u56fe\u8868(&T)", None))
        self.close_button.setText(QCoreApplication.translate("KpiTab", u"\u6708\u7ed3\u2026", None))
        self.export_button.setText(QCoreApplication.translate("KpiTab", u"\u5bfc\u51fa Excel\u2026", None))
        self.pictures_button.setText(QCoreApplication.translate("KpiTab", u"\u4fdd\u5b58\u56fe\u7247\u2026", None))
#if QT_CONFIG(tooltip)
        self.report_button.setToolTip(QCoreApplication.translate("KpiTab", u"KPI \u62a5\u544a\uff0cPDF \u6570\u9875\uff08Ctrl+P\uff09", None))
#endif // QT_CONFIG(tooltip)
        self.report_button.setText(QCoreApplication.translate("KpiTab", u"\u62a5\u544a PDF\u2026", None))
#if QT_CONFIG(accessibility)
        self.comparison.setAccessibleName(QCoreApplication.translate("KpiTab", u"\u672c\u671f\u4e0e\u4e0a\u671f\u3001\u53bb\u5e74\u540c\u671f\u5bf9\u6bd4", None))
#endif // QT_CONFIG(accessibility)
        self.details.setTabText(self.details.indexOf(self.comparison_page), QCoreApplication.translate("KpiTab", u"\u6307\u6807\u5bf9\u6bd4", None))
        self.told.setText(QCoreApplication.translate("KpiTab", u"\u70b9\u51fb\u4e0a\u9762\u7684\u6570\u5b57\u3001\u6708\u4efd\u6216\u6761\u5f62\uff0c\u770b\u5b83\u7531\u54ea\u4e9b\u8bb0\u5f55\u7ec4\u6210", None))
#if QT_CONFIG(accessibility)
        self.records.setAccessibleName(QCoreApplication.translate("KpiTab", u"\u6307\u6807\u80cc\u540e\u7684\u8bb0\u5f55", None))
#endif // QT_CONFIG(accessibility)
        self.details.setTabText(self.details.indexOf(self.records_page), QCoreApplication.translate("KpiTab", u"\u6307\u6807\u80cc\u540e\u7684\u8bb0\u5f55", None))
#if QT_CONFIG(accessibility)
        self.definition.setAccessibleName(QCoreApplication.translate("KpiTab", u"\u53e3\u5f84\u8bf4\u660e", None))
#endif // QT_CONFIG(accessibility)
        self.details.setTabText(self.details.indexOf(self.definition_page), QCoreApplication.translate("KpiTab", u"\u53e3\u5f84\u8bf4\u660e", None))
#if QT_CONFIG(accessibility)
        self.submissions.setAccessibleName(QCoreApplication.translate("KpiTab", u"\u8c01\u4ea4\u4e86\u54ea\u4efd\u6587\u4ef6", None))
#endif // QT_CONFIG(accessibility)
        self.details.setTabText(self.details.indexOf(self.rollup_page), QCoreApplication.translate("KpiTab", u"\u6c47\u603b\u8fdb\u5ea6", None))
        pass
    # retranslateUi

