"""Money as it is worked: charging, stating, invoicing, taking in, collecting, giving up; what is owed and how old it is."""
