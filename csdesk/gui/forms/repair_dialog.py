# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'repair_dialog.ui'
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
from PySide6.QtWidgets import (QApplication, QDialog, QHBoxLayout, QLabel,
    QPlainTextEdit, QProgressBar, QPushButton, QSizePolicy,
    QSpacerItem, QToolButton, QVBoxLayout, QWidget)

class Ui_RepairDialog(object):
    def setupUi(self, RepairDialog):
        if not RepairDialog.objectName():
            RepairDialog.setObjectName(u"RepairDialog")
        RepairDialog.resize(720, 480)
        RepairDialog.setModal(True)
        self.layout = QVBoxLayout(RepairDialog)
        self.layout.setSpacing(10)
        self.layout.setObjectName(u"layout")
        self.layout.setContentsMargins(16, 14, 16, 14)
        self.lead = QLabel(RepairDialog)
        self.lead.setObjectName(u"lead")
        self.lead.setWordWrap(True)

        self.layout.addWidget(self.lead)

        self.told = QLabel(RepairDialog)
        self.told.setObjectName(u"told")
        self.told.setWordWrap(True)

        self.layout.addWidget(self.told)

        self.findings = QPlainTextEdit(RepairDialog)
        self.findings.setObjectName(u"findings")
        self.findings.setReadOnly(True)

        self.layout.addWidget(self.findings)

        self.drilled = QLabel(RepairDialog)
        self.drilled.setObjectName(u"drilled")
        self.drilled.setWordWrap(True)

        self.layout.addWidget(self.drilled)

        self.working = QHBoxLayout()
        self.working.setObjectName(u"working")
        self.work = QLabel(RepairDialog)
        self.work.setObjectName(u"work")

        self.working.addWidget(self.work)

        self.progress = QProgressBar(RepairDialog)
        self.progress.setObjectName(u"progress")

        self.working.addWidget(self.progress)

        self.stop_button = QToolButton(RepairDialog)
        self.stop_button.setObjectName(u"stop_button")

        self.working.addWidget(self.stop_button)

        self.work_gap = QSpacerItem(10, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.working.addItem(self.work_gap)


        self.layout.addLayout(self.working)

        self.buttons = QHBoxLayout()
        self.buttons.setObjectName(u"buttons")
        self.check_button = QPushButton(RepairDialog)
        self.check_button.setObjectName(u"check_button")
        self.check_button.setAutoDefault(False)

        self.buttons.addWidget(self.check_button)

        self.rebuild_button = QPushButton(RepairDialog)
        self.rebuild_button.setObjectName(u"rebuild_button")
        self.rebuild_button.setAutoDefault(False)

        self.buttons.addWidget(self.rebuild_button)

        self.drill_button = QPushButton(RepairDialog)
        self.drill_button.setObjectName(u"drill_button")
        self.drill_button.setAutoDefault(False)

        self.buttons.addWidget(self.drill_button)

        self.restore_button = QPushButton(RepairDialog)
        self.restore_button.setObjectName(u"restore_button")
        self.restore_button.setAutoDefault(False)

        self.buttons.addWidget(self.restore_button)

        self.gap = QSpacerItem(10, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.gap)

        self.cancel_button = QPushButton(RepairDialog)
        self.cancel_button.setObjectName(u"cancel_button")
        self.cancel_button.setAutoDefault(False)

        self.buttons.addWidget(self.cancel_button)


        self.layout.addLayout(self.buttons)

        self.layout.setStretch(2, 1)

        self.retranslateUi(RepairDialog)

        QMetaObject.connectSlotsByName(RepairDialog)
    # setupUi

    def retranslateUi(self, RepairDialog):
        RepairDialog.setWindowTitle(QCoreApplication.translate("RepairDialog", u"\u68c0\u67e5\u4e0e\u4fee\u590d", None))
        self.lead.setText(QCoreApplication.translate("RepairDialog", u"\u6838\u5bf9\u6bcf\u6761\u6d41\u6c34\u548c\u7b7e\u540d\u3001\u6bcf\u6761\u8bb0\u5f55\u7684\u663e\u793a\u5185\u5bb9\u3001\u72b6\u6001\u7684\u5148\u540e\uff0c\u4ee5\u53ca\u6570\u636e\u5e93\u672c\u8eab\u3002\u53ea\u770b\u4e0d\u6539\uff1b\u201c\u91cd\u5efa\u8d26\u7c3f\u201d\u4f1a\u5148\u5907\u4efd\u3002", None))
        self.lead.setProperty(u"role", QCoreApplication.translate("RepairDialog", u"muted", None))
        self.told.setText("")
        self.told.setProperty(u"role", QCoreApplication.translate("RepairDialog", u"strong", None))
#if QT_CONFIG(accessibility)
        self.findings.setAccessibleName(QCoreApplication.translate("RepairDialog", u"\u7ed3\u679c", None))
#endif // QT_CONFIG(accessibility)
        self.drilled.setText("")
        self.drilled.setProperty(u"role", QCoreApplication.translate("RepairDialog", u"muted", None))
        self.stop_button.setText(QCoreApplication.translate("RepairDialog", u"\u505c\u6b62", None))
        self.check_button.setText(QCoreApplication.translate("RepairDialog", u"\u91cd\u65b0\u6838\u5bf9", None))
        self.check_button.setProperty(u"glyph", QCoreApplication.translate("RepairDialog", u"check", None))
        self.rebuild_button.setText(QCoreApplication.translate("RepairDialog", u"\u91cd\u5efa\u8d26\u7c3f", None))
        self.rebuild_button.setProperty(u"glyph", QCoreApplication.translate("RepairDialog", u"refresh", None))
        self.drill_button.setText(QCoreApplication.translate("RepairDialog", u"\u6f14\u7ec3\u6062\u590d", None))
        self.drill_button.setProperty(u"glyph", QCoreApplication.translate("RepairDialog", u"restore", None))
        self.restore_button.setText(QCoreApplication.translate("RepairDialog", u"\u4ece\u5907\u4efd\u6062\u590d\u2026", None))
        self.cancel_button.setText(QCoreApplication.translate("RepairDialog", u"\u5173\u95ed", None))
    # retranslateUi

