"""The steps, frozen as they were released: `m0001_first` makes an empty file's tables, each later one changes them."""
