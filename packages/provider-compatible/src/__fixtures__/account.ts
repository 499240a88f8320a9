/** 32 characters, as the services hand them out. */
export const apiKey = '0123456789abcdef0123456789abcdef';

export const siteKey = '0x4AAAAAAAC3DHQFLr1GavRN';
export const pageUrl = 'https://shop.example/login?next=%2Fcart&lang=ü';

/** The smallest PNG that there is, and a little more: the services take 100 bytes at least. */
export const png = new Uint8Array([
  0x89,
  0x50,
  0x4e,
  0x47,
  ...Array.from({ length: 200 }, (_, index) => index % 251),
]);
export const pngBase64 = Buffer.from(png).toString('base64');
