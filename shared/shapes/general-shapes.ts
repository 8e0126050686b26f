/** Key shapes that belong to no single service: signed tokens, and private keys as text. */
import { bech32, shapesOf, url, type Form, type KeyShape } from './shape.ts'

/** A PEM block of any length, with or without a line break at its end. */
const pem = (label: string): Form => [
  `-----BEGIN ${label}-----`,
  { of: 'pem', least: 64, most: 16_000, until: '-----END ' },
  `-----END ${label}-----`,
]

export const GENERAL_SHAPES: readonly KeyShape[] = [
  ...shapesOf({ variable: 'ACCESS_TOKEN', source: 'jwt' }, [
    // The header and the claims are JSON objects, so both begin with the Base64 of `{"`.
    {
      id: 'jwt',
      name: 'JSON Web Token',
      isShortLived: true,
      forms: [['eyJ', url(10, 8_000), '.eyJ', url(2, 16_000), '.', url(16, 4_000)]],
    },
  ]),
  ...shapesOf({ variable: 'PRIVATE_KEY', source: 'pem' }, [
    { id: 'pem-private', name: 'Private key (PKCS #8)', forms: [pem('PRIVATE KEY')] },
    { id: 'pem-encrypted', name: 'Encrypted private key (PKCS #8)', forms: [pem('ENCRYPTED PRIVATE KEY')] },
    { id: 'pem-rsa', name: 'RSA private key', forms: [pem('RSA PRIVATE KEY')] },
    { id: 'pem-ec', name: 'EC private key', forms: [pem('EC PRIVATE KEY')] },
    {
      id: 'pem-openssh',
      name: 'OpenSSH private key',
      variable: 'SSH_PRIVATE_KEY',
      forms: [pem('OPENSSH PRIVATE KEY')],
    },
    {
      id: 'pem-pgp',
      name: 'OpenPGP private key',
      variable: 'GPG_PRIVATE_KEY',
      forms: [pem('PGP PRIVATE KEY BLOCK')],
    },
  ]),
  ...shapesOf({ variable: 'AGE_SECRET_KEY', source: 'age' }, [
    { id: 'age-secret', name: 'age secret key', forms: [['AGE-SECRET-KEY-1', bech32(58)]] },
  ]),
]
