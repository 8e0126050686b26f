/** The program's version, from package.json, where it stands once: the page has no other way to know it. */
import { version } from '../../package.json'

export const VERSION: string = version
