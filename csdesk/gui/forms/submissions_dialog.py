# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'submissions_dialog.ui'
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
from PySide6.QtWidgets import (QApplication, QComboBox, QDialog, QHBoxLayout,
    QHeaderView, QLabel, QPushButton, QSizePolicy,
    QSpacerItem, QTableView, QVBoxLayout, QWidget)

class Ui_SubmissionsDialog(object):
    def setupUi(self, SubmissionsDialog):
        if not SubmissionsDialog.objectName():
            SubmissionsDialog.setObjectName(u"SubmissionsDialog")
        SubmissionsDialog.resize(980, 560)
        SubmissionsDialog.setModal(True)
        self.layout = QVBoxLayout(SubmissionsDialog)
        self.layout.setSpacing(10)
        self.layout.setObjectName(u"layout")
        self.layout.setContentsMargins(16, 14, 16, 14)
        self.top = QHBoxLayout()
        self.top.setObjectName(u"top")
        self.kind_label = QLabel(SubmissionsDialog)
        self.kind_label.setObjectName(u"kind_label")

        self.top.addWidget(self.kind_label)

        self.kind = QComboBox(SubmissionsDialog)
        self.kind.setObjectName(u"kind")

        self.top.addWidget(self.kind)

        self.period = QComboBox(SubmissionsDialog)
        self.period.setObjectName(u"period")

        self.top.addWidget(self.period)

        self.top_gap = QSpacerItem(10, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.top.addItem(self.top_gap)

        self.due = QLabel(SubmissionsDialog)
        self.due.setObjectName(u"due")

        self.top.addWidget(self.due)


        self.layout.addLayout(self.top)

        self.summary = QLabel(SubmissionsDialog)
        self.summary.setObjectName(u"summary")
        self.summary.setWordWrap(True)

        self.layout.addWidget(self.summary)

        self.lines = QTableView(SubmissionsDialog)
        self.lines.setObjectName(u"lines")
        self.lines.setAlternatingRowColors(True)

        self.layout.addWidget(self.lines)

        self.hint = QLabel(SubmissionsDialog)
        self.hint.setObjectName(u"hint")
        self.hint.setWordWrap(True)

        self.layout.addWidget(self.hint)

        self.told = QLabel(SubmissionsDialog)
        self.told.setObjectName(u"told")
        self.told.setWordWrap(True)

        self.layout.addWidget(self.told)

        self.buttons = QHBoxLayout()
        self.buttons.setObjectName(u"buttons")
        self.gap = QSpacerItem(10, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.gap)

        self.copy_button = QPushButton(SubmissionsDialog)
        self.copy_button.setObjectName(u"copy_button")
        self.copy_button.setProperty(u"primary", True)
        self.copy_button.setAutoDefault(False)

        self.buttons.addWidget(self.copy_button)

        self.cancel_button = QPushButton(SubmissionsDialog)
        self.cancel_button.setObjectName(u"cancel_button")
        self.cancel_button.setAutoDefault(False)

        self.buttons.addWidget(self.cancel_button)


        self.layout.addLayout(self.buttons)

#if QT_CONFIG(shortcut)
        self.kind_label.setBuddy(self.kind)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(SubmissionsDialog)

        QMetaObject.connectSlotsByName(SubmissionsDialog)
    # setupUi

    def retranslateUi(self, SubmissionsDialog):
        SubmissionsDialog.setWindowTitle(QCoreApplication.translate("SubmissionsDialog", u"\u62a5\u9001\u770b\u677f", None))
        self.kind_label.setText(QCoreApplication.translate("SubmissionsDialog", u"\u770b(&V)", None))
        self.kind_label.setProperty(u"role", QCoreApplication.translate("SubmissionsDialog", u"label", None))
#if QT_CONFIG(accessibility)
        self.period.setAccessibleName(QCoreApplication.translate("SubmissionsDialog", u"\u671f\u95f4", None))
#endif // QT_CONFIG(accessibility)
        self.due.setText("")
        self.due.setProperty(u"role", QCoreApplication.translate("SubmissionsDialog", u"muted", None))
        self.summary.setText("")
        self.summary.setProperty(u"role", QCoreApplication.translate("SubmissionsDialog", u"strong", None))
#if QT_CONFIG(accessibility)
        self.lines.setAccessibleName(QCoreApplication.translate("SubmissionsDialog", u"\u5e94\u62a5\u9001\u7684\u4eba", None))
#endif // QT_CONFIG(accessibility)
        self.hint.setText("")
        self.hint.setProperty(u"role", QCoreApplication.translate("SubmissionsDialog", u"muted", None))
        self.told.setText("")
        self.told.setProperty(u"role", QCoreApplication.translate("SubmissionsDialog", u"wrong", None))
        self.copy_button.setText(QCoreApplication.translate("SubmissionsDialog", u"\u590d\u5236\u672a\u4ea4\u540d\u5355", None))
        self.copy_button.setProperty(u"glyph", QCoreApplication.translate("SubmissionsDialog", u"send", None))
        self.cancel_button.setText(QCoreApplication.translate("SubmissionsDialog", u"\u5173\u95ed", None))
    # retranslateUi

