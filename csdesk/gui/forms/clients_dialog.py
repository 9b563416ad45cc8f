# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'clients_dialog.ui'
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
from PySide6.QtWidgets import (QApplication, QDialog, QHBoxLayout, QHeaderView,
    QLabel, QPushButton, QSizePolicy, QSpacerItem,
    QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget)

class Ui_ClientsDialog(object):
    def setupUi(self, ClientsDialog):
        if not ClientsDialog.objectName():
            ClientsDialog.setObjectName(u"ClientsDialog")
        ClientsDialog.resize(760, 480)
        ClientsDialog.setModal(True)
        self.layout = QVBoxLayout(ClientsDialog)
        self.layout.setSpacing(10)
        self.layout.setObjectName(u"layout")
        self.layout.setContentsMargins(16, 14, 16, 14)
        self.lead = QLabel(ClientsDialog)
        self.lead.setObjectName(u"lead")
        self.lead.setWordWrap(True)

        self.layout.addWidget(self.lead)

        self.sides = QTableWidget(ClientsDialog)
        self.sides.setObjectName(u"sides")

        self.layout.addWidget(self.sides)

        self.goes = QLabel(ClientsDialog)
        self.goes.setObjectName(u"goes")
        self.goes.setWordWrap(True)

        self.layout.addWidget(self.goes)

        self.told = QLabel(ClientsDialog)
        self.told.setObjectName(u"told")
        self.told.setWordWrap(True)

        self.layout.addWidget(self.told)

        self.buttons = QHBoxLayout()
        self.buttons.setObjectName(u"buttons")
        self.swap_button = QPushButton(ClientsDialog)
        self.swap_button.setObjectName(u"swap_button")
        self.swap_button.setAutoDefault(False)

        self.buttons.addWidget(self.swap_button)

        self.gap = QSpacerItem(10, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.gap)

        self.cancel_button = QPushButton(ClientsDialog)
        self.cancel_button.setObjectName(u"cancel_button")
        self.cancel_button.setAutoDefault(False)

        self.buttons.addWidget(self.cancel_button)

        self.go_button = QPushButton(ClientsDialog)
        self.go_button.setObjectName(u"go_button")
        self.go_button.setProperty(u"primary", True)

        self.buttons.addWidget(self.go_button)


        self.layout.addLayout(self.buttons)


        self.retranslateUi(ClientsDialog)

        self.go_button.setDefault(True)


        QMetaObject.connectSlotsByName(ClientsDialog)
    # setupUi

    def retranslateUi(self, ClientsDialog):
        ClientsDialog.setWindowTitle(QCoreApplication.translate("ClientsDialog", u"\u5408\u5e76\u5ba2\u6237", None))
        self.lead.setText("")
        self.lead.setProperty(u"role", QCoreApplication.translate("ClientsDialog", u"muted", None))
#if QT_CONFIG(accessibility)
        self.sides.setAccessibleName(QCoreApplication.translate("ClientsDialog", u"\u4e24\u8fb9\u4e0d\u540c\u7684\u680f\u76ee", None))
#endif // QT_CONFIG(accessibility)
        self.goes.setText("")
        self.goes.setProperty(u"role", QCoreApplication.translate("ClientsDialog", u"muted", None))
        self.told.setText("")
        self.told.setProperty(u"role", QCoreApplication.translate("ClientsDialog", u"wrong", None))
        self.swap_button.setText(QCoreApplication.translate("ClientsDialog", u"\u4ea4\u6362\u4e24\u8fb9(&S)", None))
        self.cancel_button.setText(QCoreApplication.translate("ClientsDialog", u"\u53d6\u6d88", None))
        self.go_button.setText(QCoreApplication.translate("ClientsDialog", u"\u5408\u5e76(&M)", None))
        self.go_button.setProperty(u"glyph", QCoreApplication.translate("ClientsDialog", u"merge", None))
    # retranslateUi

