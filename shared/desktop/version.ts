/** The program's version, from package.json, its only source. The page has no other way to read it. */
import { version } from '../../package.json'

export const VERSION: string = version
