/** The system packages that the program depends on, by their names in each family of systems. */
import type { Product } from './product.ts'

/**
 * Debian's and Ubuntu's packages. `t64` names are those of Debian 13 and Ubuntu 24.04. Electron links with all of them except libsecret, or loads
 * them when needed; keytar links with libsecret.
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

/** A keychain for the secrets, a tool that registers the link scheme with the desktop, and a tool that verifies each copy. */
const DEB_RECOMMENDS: readonly string[] = [
  'gnome-keyring | kwalletmanager | keepassxc',
  'desktop-file-utils',
  'xclip | wl-clipboard',
]

/** The same for Fedora and its relatives, and for openSUSE if its name differs. */
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

/** Needed to run the script form of the command. The program itself does not need Node, so Node is only recommended. */
const NODE_FOR_SCRIPT = { deb: 'nodejs (>= 22)', rpm: 'nodejs >= 22' } as const

export const debRecommends = ({ commandForm }: Pick<Product, 'commandForm'>): readonly string[] =>
  commandForm === 'native' ? DEB_RECOMMENDS : [...DEB_RECOMMENDS, NODE_FOR_SCRIPT.deb]

export const rpmRecommends = ({ commandForm }: Pick<Product, 'commandForm'>): readonly string[] =>
  commandForm === 'native' ? RPM_RECOMMENDS : [...RPM_RECOMMENDS, NODE_FOR_SCRIPT.rpm]
