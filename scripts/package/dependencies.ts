/** What the program needs of the system, by the names of each family of systems. */
import type { Product } from './product.ts'

/**
 * Debian's and Ubuntu's packages. `t64` names are those of Debian 13 and Ubuntu 24.04. All but libsecret come from Electron, which links with
 * them or loads them when it needs them; keytar links with libsecret.
 */
export const DEB_DEPENDS: readonly string[] = [
  'libc6 (>= 2.34)',
  'libasound2t64 | libasound2',
  'libatspi2.0-0t64 | libatspi2.0-0',
  'libcups2t64 | libcups2',
  'libdrm2',
  'libgbm1',
  'libgtk-3-0t64 | libgtk-3-0',
  'libnotify4',
  'libnss3',
  'libsecret-1-0',
  'libuuid1',
  'libxcb-dri3-0',
  'libxss1',
  'libxtst6',
  'xdg-utils',
]

/** A keychain for the secrets, what tells the desktop of the link scheme, and what checks each copy. */
const DEB_RECOMMENDS: readonly string[] = [
  'gnome-keyring | kwalletmanager | keepassxc',
  'desktop-file-utils',
  'xclip | wl-clipboard',
]

/** The same for Fedora and its relatives, and openSUSE where the name differs. */
export const RPM_REQUIRES: readonly string[] = [
  '(alsa-lib or libasound2)',
  '(at-spi2-core or libatspi0)',
  '(cups-libs or libcups2)',
  '(gtk3 or libgtk-3-0)',
  '(libdrm or libdrm2)',
  '(libnotify or libnotify4)',
  '(libsecret or libsecret-1-0)',
  '(libuuid or libuuid1)',
  '(libXScrnSaver or libXss1)',
  '(libXtst or libXtst6)',
  '(mesa-libgbm or libgbm1)',
  '(nss or mozilla-nss)',
  'glibc >= 2.34',
  'xdg-utils',
]

const RPM_RECOMMENDS: readonly string[] = ['(gnome-keyring or kwalletmanager)', 'desktop-file-utils']

/** The command as a script runs in Node. The program itself does not need it, so it is recommended. */
const NODE_FOR_SCRIPT = { deb: 'nodejs (>= 22)', rpm: 'nodejs >= 22' } as const

export const debRecommends = ({ commandForm }: Pick<Product, 'commandForm'>): readonly string[] =>
  commandForm === 'native' ? DEB_RECOMMENDS : [...DEB_RECOMMENDS, NODE_FOR_SCRIPT.deb]

export const rpmRecommends = ({ commandForm }: Pick<Product, 'commandForm'>): readonly string[] =>
  commandForm === 'native' ? RPM_RECOMMENDS : [...RPM_RECOMMENDS, NODE_FOR_SCRIPT.rpm]
