/** The page and the widget of the fixtures, as every service of the dialect createTask reads them. */
export const pageJson =
  '"websiteKey":"0x4AAAAAAAC3DHQFLr1GavRN","websiteURL":"https://shop.example/login?next=%2Fcart&lang=ü"';

/** The page alone. */
export const urlJson = '"websiteURL":"https://shop.example/login?next=%2Fcart&lang=ü"';

/** Their proxy: the port is a number, and no letter of the credentials is escaped. */
export const proxyJson =
  '"proxyType":"http","proxyAddress":"10.0.0.9","proxyPort":8080,"proxyLogin":"lena","proxyPassword":"p@ss:word"';
