# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'search_dialog.ui'
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
from PySide6.QtWidgets import (QApplication, QDialog, QLabel, QLineEdit,
    QListWidget, QListWidgetItem, QSizePolicy, QVBoxLayout,
    QWidget)

class Ui_SearchDialog(object):
    def setupUi(self, SearchDialog):
        if not SearchDialog.objectName():
            SearchDialog.setObjectName(u"SearchDialog")
        SearchDialog.resize(560, 420)
        SearchDialog.setModal(True)
        self.layout = QVBoxLayout(SearchDialog)
        self.layout.setSpacing(8)
        self.layout.setObjectName(u"layout")
        self.layout.setContentsMargins(14, 14, 14, 12)
        self.text = QLineEdit(SearchDialog)
        self.text.setObjectName(u"text")
        self.text.setClearButtonEnabled(True)

        self.layout.addWidget(self.text)

        self.found = QListWidget(SearchDialog)
        self.found.setObjectName(u"found")

        self.layout.addWidget(self.found)

        self.hint = QLabel(SearchDialog)
        self.hint.setObjectName(u"hint")
        self.hint.setWordWrap(True)

        self.layout.addWidget(self.hint)


        self.retranslateUi(SearchDialog)

        QMetaObject.connectSlotsByName(SearchDialog)
    # setupUi

    def retranslateUi(self, SearchDialog):
        SearchDialog.setWindowTitle(QCoreApplication.translate("SearchDialog", u"\u641c\u7d22\u5168\u90e8\u53f0\u8d26", None))
        self.text.setPlaceholderText(QCoreApplication.translate("SearchDialog", u"\u6c49\u5b57\u3001\u62fc\u97f3\u9996\u5b57\u6bcd\u3001\u7f16\u53f7\u3001\u8f66\u724c\u3001\u624b\u673a\u5c3e\u53f7", None))
#if QT_CONFIG(accessibility)
        self.text.setAccessibleName(QCoreApplication.translate("SearchDialog", u"\u641c\u7d22", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.found.setAccessibleName(QCoreApplication.translate("SearchDialog", u"\u627e\u5230\u7684\u8bb0\u5f55", None))
#endif // QT_CONFIG(accessibility)
        self.hint.setText(QCoreApplication.translate("SearchDialog", u"\u2191 \u2193 \u9009\u62e9\uff0cEnter \u6253\u5f00\uff0cEsc \u5173\u95ed", None))
        self.hint.setProperty(u"role", QCoreApplication.translate("SearchDialog", u"muted", None))
    # retranslateUi

