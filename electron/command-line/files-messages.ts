/** Words for files that cannot be read or written. */

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'access is denied',
  EPERM: 'access is denied',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is no folder',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is full',
  EROFS: 'the disk is read-only',
  ENXIO: 'it is no ordinary file',
}

const why = (code: string): string => WHY[code] ?? (code === '' ? 'the system refused' : code)

export const FILES = {
  unread: (path: string, code: string) => `“${path}” cannot be read: ${why(code)}.`,
  noFile: (path: string) => `“${path}” is no ordinary file.`,
  tooLarge: (path: string, bytes: number) => `“${path}” is larger than ${bytes / 1_000_000} MB.`,
  notUtf8: (path: string) => `“${path}” is not UTF-8 text.`,
  unwritten: (path: string, code: string) =>
    `“${path}” cannot be written: ${why(code)}. What was there is unchanged.`,
  folder: (path: string) => `“${path}” is a folder.`,
  special: (path: string) => `“${path}” is no ordinary file.`,
  noPassphrase: 'There is no passphrase on standard input.',
  link: (path: string) => `“${path}” is a symbolic link. With --force, the link is replaced by the file.`,
} as const
