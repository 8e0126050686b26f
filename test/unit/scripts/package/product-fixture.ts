/** A product for tests that need any product. */
import type { Product } from '../../../../scripts/package/product.ts'

export const madeUpProduct: Product = {
  manifest: {
    name: 'keyhold',
    productName: 'Keyhold',
    version: '1.2.3',
    description: 'A vault',
    author: 'Somebody <somebody@example.org>',
    desktopName: 'keyhold.desktop',
    dependencies: {},
    devDependencies: { electron: '45.4.1' },
  },
  electronDir: '/electron',
  electronVersion: '45.4.1',
  isStandIn: false,
  packageVersion: '1.2.3',
  arch: 'x64',
  debArch: 'amd64',
  rpmArch: 'x86_64',
  commandForm: 'native',
  epoch: 1_700_000_000,
}
