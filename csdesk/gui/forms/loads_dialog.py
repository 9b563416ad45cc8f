# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'loads_dialog.ui'
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
from PySide6.QtWidgets import (QAbstractItemView, QApplication, QDialog, QHBoxLayout,
    QHeaderView, QLabel, QPushButton, QSizePolicy,
    QSpacerItem, QSplitter, QTableWidget, QTableWidgetItem,
    QVBoxLayout, QWidget)

class Ui_LoadsDialog(object):
    def setupUi(self, LoadsDialog):
        if not LoadsDialog.objectName():
            LoadsDialog.setObjectName(u"LoadsDialog")
        LoadsDialog.resize(1180, 640)
        LoadsDialog.setModal(True)
        self.layout = QVBoxLayout(LoadsDialog)
        self.layout.setSpacing(10)
        self.layout.setObjectName(u"layout")
        self.layout.setContentsMargins(16, 14, 16, 14)
        self.lead = QLabel(LoadsDialog)
        self.lead.setObjectName(u"lead")
        self.lead.setWordWrap(True)

        self.layout.addWidget(self.lead)

        self.compared = QTableWidget(LoadsDialog)
        self.compared.setObjectName(u"compared")
        self.compared.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.compared.setFocusPolicy(Qt.FocusPolicy.TabFocus)

        self.layout.addWidget(self.compared)

        self.splitter = QSplitter(LoadsDialog)
        self.splitter.setObjectName(u"splitter")
        self.splitter.setOrientation(Qt.Orientation.Vertical)
        self.splitter.setChildrenCollapsible(False)
        self.loads = QTableWidget(self.splitter)
        self.loads.setObjectName(u"loads")
        self.loads.setAlternatingRowColors(True)
        self.loads.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.loads.setTabKeyNavigation(False)
        self.splitter.addWidget(self.loads)
        self.left = QTableWidget(self.splitter)
        self.left.setObjectName(u"left")
        self.left.setAlternatingRowColors(True)
        self.left.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.left.setTabKeyNavigation(False)
        self.splitter.addWidget(self.left)

        self.layout.addWidget(self.splitter)

        self.measure = QLabel(LoadsDialog)
        self.measure.setObjectName(u"measure")
        self.measure.setWordWrap(True)

        self.layout.addWidget(self.measure)

        self.told = QLabel(LoadsDialog)
        self.told.setObjectName(u"told")
        self.told.setWordWrap(True)

        self.layout.addWidget(self.told)

        self.buttons = QHBoxLayout()
        self.buttons.setObjectName(u"buttons")
        self.all_button = QPushButton(LoadsDialog)
        self.all_button.setObjectName(u"all_button")
        self.all_button.setAutoDefault(False)

        self.buttons.addWidget(self.all_button)

        self.none_button = QPushButton(LoadsDialog)
        self.none_button.setObjectName(u"none_button")
        self.none_button.setAutoDefault(False)

        self.buttons.addWidget(self.none_button)

        self.gap = QSpacerItem(40, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.gap)

        self.cancel_button = QPushButton(LoadsDialog)
        self.cancel_button.setObjectName(u"cancel_button")
        self.cancel_button.setAutoDefault(False)

        self.buttons.addWidget(self.cancel_button)

        self.take_button = QPushButton(LoadsDialog)
        self.take_button.setObjectName(u"take_button")
        self.take_button.setProperty(u"primary", True)

        self.buttons.addWidget(self.take_button)


        self.layout.addLayout(self.buttons)

        self.layout.setStretch(2, 1)

        self.retranslateUi(LoadsDialog)

        self.take_button.setDefault(True)


        QMetaObject.connectSlotsByName(LoadsDialog)
    # setupUi

    def retranslateUi(self, LoadsDialog):
        LoadsDialog.setWindowTitle(QCoreApplication.translate("LoadsDialog", u"\u914d\u8f7d\u5efa\u8bae", None))
        self.lead.setText("")
        self.lead.setProperty(u"role", QCoreApplication.translate("LoadsDialog", u"strong", None))
#if QT_CONFIG(accessibility)
        self.compared.setAccessibleName(QCoreApplication.translate("LoadsDialog", u"\u624b\u5de5\u4e0e\u5efa\u8bae\u5bf9\u6bd4", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.loads.setAccessibleName(QCoreApplication.translate("LoadsDialog", u"\u5efa\u8bae\u7684\u88c5\u8f66", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.left.setAccessibleName(QCoreApplication.translate("LoadsDialog", u"\u6392\u4e0d\u4e0a\u7684\u8fd0\u5355\u548c\u539f\u56e0", None))
#endif // QT_CONFIG(accessibility)
        self.measure.setText("")
        self.measure.setProperty(u"role", QCoreApplication.translate("LoadsDialog", u"muted", None))
        self.told.setText("")
        self.all_button.setText(QCoreApplication.translate("LoadsDialog", u"\u5168\u9009(&A)", None))
        self.none_button.setText(QCoreApplication.translate("LoadsDialog", u"\u5168\u4e0d\u9009(&N)", None))
        self.cancel_button.setText(QCoreApplication.translate("LoadsDialog", u"\u5173\u95ed", None))
        self.take_button.setText(QCoreApplication.translate("LoadsDialog", u"\u91c7\u7528", None))
    # retranslateUi

