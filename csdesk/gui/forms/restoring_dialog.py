# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'restoring_dialog.ui'
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

class Ui_RestoringDialog(object):
    def setupUi(self, RestoringDialog):
        if not RestoringDialog.objectName():
            RestoringDialog.setObjectName(u"RestoringDialog")
        RestoringDialog.resize(640, 340)
        RestoringDialog.setModal(True)
        self.layout = QVBoxLayout(RestoringDialog)
        self.layout.setSpacing(10)
        self.layout.setObjectName(u"layout")
        self.layout.setContentsMargins(16, 14, 16, 14)
        self.told = QLabel(RestoringDialog)
        self.told.setObjectName(u"told")
        self.told.setWordWrap(True)

        self.layout.addWidget(self.told)

        self.report = QPlainTextEdit(RestoringDialog)
        self.report.setObjectName(u"report")
        self.report.setReadOnly(True)

        self.layout.addWidget(self.report)

        self.working = QHBoxLayout()
        self.working.setObjectName(u"working")
        self.work = QLabel(RestoringDialog)
        self.work.setObjectName(u"work")

        self.working.addWidget(self.work)

        self.progress = QProgressBar(RestoringDialog)
        self.progress.setObjectName(u"progress")

        self.working.addWidget(self.progress)

        self.stop_button = QToolButton(RestoringDialog)
        self.stop_button.setObjectName(u"stop_button")

        self.working.addWidget(self.stop_button)

        self.work_gap = QSpacerItem(10, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.working.addItem(self.work_gap)


        self.layout.addLayout(self.working)

        self.buttons = QHBoxLayout()
        self.buttons.setObjectName(u"buttons")
        self.gap = QSpacerItem(10, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.gap)

        self.go_button = QPushButton(RestoringDialog)
        self.go_button.setObjectName(u"go_button")
        self.go_button.setProperty(u"primary", True)
        self.go_button.setAutoDefault(False)

        self.buttons.addWidget(self.go_button)


        self.layout.addLayout(self.buttons)

        self.layout.setStretch(1, 1)

        self.retranslateUi(RestoringDialog)

        QMetaObject.connectSlotsByName(RestoringDialog)
    # setupUi

    def retranslateUi(self, RestoringDialog):
        RestoringDialog.setWindowTitle(QCoreApplication.translate("RestoringDialog", u"\u4ece\u5907\u4efd\u6062\u590d", None))
        self.told.setText("")
        self.told.setProperty(u"role", QCoreApplication.translate("RestoringDialog", u"strong", None))
#if QT_CONFIG(accessibility)
        self.report.setAccessibleName(QCoreApplication.translate("RestoringDialog", u"\u6062\u590d\u7684\u7ed3\u679c", None))
#endif // QT_CONFIG(accessibility)
        self.stop_button.setText(QCoreApplication.translate("RestoringDialog", u"\u505c\u6b62", None))
        self.go_button.setText(QCoreApplication.translate("RestoringDialog", u"\u6253\u5f00", None))
    # retranslateUi

