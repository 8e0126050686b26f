/** Words for files that cannot be read or written. */

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'access is denied',
  EPERM: 'access is denied',
  EISDIR: 'it is a folder',
  ENOTDIR: 'part of its path is not a folder',
  ELOOP: 'its symbolic links form a loop',
  ENAMETOOLONG: 'its name is too long',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your disk quota is used up',
  EROFS: 'the disk is read-only',
  ENXIO: 'it is not a regular file',
}

const why = (code: string): string => WHY[code] ?? (code === '' ? 'the system refused' : code)

export const FILES = {
  unread: (path: string, code: string) => `“${path}” cannot be read: ${why(code)}.`,
  noFile: (path: string) => `“${path}” is not a regular file.`,
  tooLarge: (path: string, bytes: number) => `“${path}” is larger than ${bytes / 1_000_000} MB.`,
  notUtf8: (path: string) => `“${path}” is not UTF-8 text.`,
  notText: (path: string) => `“${path}” is not text in UTF-8 or UTF-16.`,
  unwritten: (path: string, code: string) =>
    `“${path}” cannot be written: ${why(code)}. Nothing was changed.`,
  folder: (path: string) => `“${path}” is a folder.`,
  special: (path: string) => `“${path}” is not a regular file.`,
  noPassphrase: 'There is no usable passphrase on standard input. It is the first line, in UTF-8.',
  link: (path: string) => `“${path}” is a symbolic link. With --force, the link is replaced by the file.`,
} as const
