# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'filter_dialog.ui'
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
    QLabel, QLineEdit, QListWidget, QListWidgetItem,
    QPushButton, QSizePolicy, QSpacerItem, QVBoxLayout,
    QWidget)

class Ui_FilterDialog(object):
    def setupUi(self, FilterDialog):
        if not FilterDialog.objectName():
            FilterDialog.setObjectName(u"FilterDialog")
        FilterDialog.resize(380, 360)
        FilterDialog.setModal(True)
        self.layout = QVBoxLayout(FilterDialog)
        self.layout.setSpacing(10)
        self.layout.setObjectName(u"layout")
        self.layout.setContentsMargins(16, 14, 16, 14)
        self.row_field = QHBoxLayout()
        self.row_field.setObjectName(u"row_field")
        self.field_label = QLabel(FilterDialog)
        self.field_label.setObjectName(u"field_label")

        self.row_field.addWidget(self.field_label)

        self.field = QComboBox(FilterDialog)
        self.field.setObjectName(u"field")

        self.row_field.addWidget(self.field)


        self.layout.addLayout(self.row_field)

        self.row_op = QHBoxLayout()
        self.row_op.setObjectName(u"row_op")
        self.op_label = QLabel(FilterDialog)
        self.op_label.setObjectName(u"op_label")

        self.row_op.addWidget(self.op_label)

        self.op = QComboBox(FilterDialog)
        self.op.setObjectName(u"op")

        self.row_op.addWidget(self.op)


        self.layout.addLayout(self.row_op)

        self.choices = QListWidget(FilterDialog)
        self.choices.setObjectName(u"choices")

        self.layout.addWidget(self.choices)

        self.row_value = QHBoxLayout()
        self.row_value.setObjectName(u"row_value")
        self.value_label = QLabel(FilterDialog)
        self.value_label.setObjectName(u"value_label")

        self.row_value.addWidget(self.value_label)

        self.value = QLineEdit(FilterDialog)
        self.value.setObjectName(u"value")

        self.row_value.addWidget(self.value)


        self.layout.addLayout(self.row_value)

        self.row_until = QHBoxLayout()
        self.row_until.setObjectName(u"row_until")
        self.until_label = QLabel(FilterDialog)
        self.until_label.setObjectName(u"until_label")

        self.row_until.addWidget(self.until_label)

        self.until = QLineEdit(FilterDialog)
        self.until.setObjectName(u"until")

        self.row_until.addWidget(self.until)


        self.layout.addLayout(self.row_until)

        self.told = QLabel(FilterDialog)
        self.told.setObjectName(u"told")
        self.told.setWordWrap(True)

        self.layout.addWidget(self.told)

        self.buttons = QHBoxLayout()
        self.buttons.setObjectName(u"buttons")
        self.gap = QSpacerItem(10, 10, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.gap)

        self.cancel_button = QPushButton(FilterDialog)
        self.cancel_button.setObjectName(u"cancel_button")
        self.cancel_button.setAutoDefault(False)

        self.buttons.addWidget(self.cancel_button)

        self.ok_button = QPushButton(FilterDialog)
        self.ok_button.setObjectName(u"ok_button")
        self.ok_button.setProperty(u"primary", True)

        self.buttons.addWidget(self.ok_button)


        self.layout.addLayout(self.buttons)

#if QT_CONFIG(shortcut)
        self.field_label.setBuddy(self.field)
        self.op_label.setBuddy(self.op)
        self.value_label.setBuddy(self.value)
        self.until_label.setBuddy(self.until)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(FilterDialog)

        self.ok_button.setDefault(True)


        QMetaObject.connectSlotsByName(FilterDialog)
    # setupUi

    def retranslateUi(self, FilterDialog):
        self.field_label.setText(QCoreApplication.translate("FilterDialog", u"\u680f\u76ee(&F)", None))
        self.field_label.setProperty(u"role", QCoreApplication.translate("FilterDialog", u"label", None))
        self.op_label.setText(QCoreApplication.translate("FilterDialog", u"\u6761\u4ef6(&O)", None))
        self.op_label.setProperty(u"role", QCoreApplication.translate("FilterDialog", u"label", None))
#if QT_CONFIG(accessibility)
        self.choices.setAccessibleName(QCoreApplication.translate("FilterDialog", u"\u53ef\u9009\u503c", None))
#endif // QT_CONFIG(accessibility)
        self.value_label.setText(QCoreApplication.translate("FilterDialog", u"\u503c(&V)", None))
        self.value_label.setProperty(u"role", QCoreApplication.translate("FilterDialog", u"label", None))
        self.until_label.setText(QCoreApplication.translate("FilterDialog", u"\u81f3(&T)", None))
        self.until_label.setProperty(u"role", QCoreApplication.translate("FilterDialog", u"label", None))
        self.told.setText("")
        self.told.setProperty(u"role", QCoreApplication.translate("FilterDialog", u"wrong", None))
        self.cancel_button.setText(QCoreApplication.translate("FilterDialog", u"\u53d6\u6d88", None))
        self.ok_button.setText(QCoreApplication.translate("FilterDialog", u"\u7b5b\u9009", None))
        pass
    # retranslateUi

