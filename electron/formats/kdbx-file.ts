/** Opens and writes KeePass files (KDBX 3.1 and 4) by kdbxweb, with bounded costs: Argon2 by @noble/hashes, decompression by Node. */
import { gunzipSync } from 'node:zlib'
import { argon2d, argon2id } from '@noble/hashes/argon2.js'
import * as kdbxweb from 'kdbxweb'
import { Failure } from '../../shared/contract/errors.ts'
import { importFailure } from './entry.ts'
import {
  LARGEST_FILE,
  MOST_ARGON2_PASSES,
  MOST_ARGON2_WORK,
  MOST_KDF_MEMORY,
  MOST_ROUNDS,
} from './format-limits.ts'
import { provideXml, refusedXml } from './kdbx-xml.ts'

const { Consts, CryptoEngine, HashedBlockTransform, Kdbx, KdbxCredentials, KdbxFormat, ProtectedValue } =
  kdbxweb

/** Sets the Argon2 and XML implementations that kdbxweb needs. Must run before a file is opened or written. */
export function provideKdbx(): void {
  provideXml()
  CryptoEngine.setArgon2Impl(argon2)
}

/** `memory` is in KiB. */
const argon2: Parameters<typeof CryptoEngine.setArgon2Impl>[0] = (
  password,
  salt,
  memory,
  iterations,
  length,
  parallelism,
  type,
  version,
) => {
  if (memory > MOST_KDF_MEMORY || iterations > MOST_ARGON2_PASSES || parallelism > 64)
    throw importFailure('costly')
  if (memory * iterations > MOST_ARGON2_WORK) throw importFailure('costly')
  const run = type === CryptoEngine.Argon2TypeArgon2id ? argon2id : argon2d
  const options = { t: iterations, m: memory, p: parallelism, dkLen: length, version }
  return Promise.resolve(arrayBuffer(run(new Uint8Array(password), new Uint8Array(salt), options)))
}

/** The first words of every KDBX file. The older KDB format differs in the third. */
export const looksLikeKdbx = (bytes: Uint8Array): boolean =>
  bytes.length > 8 &&
  Buffer.from(bytes.buffer, bytes.byteOffset, 4).readUInt32LE() === Consts.Signatures.FileMagic

/** Throws Failure `import`: `wrong-passphrase`, `damaged`, `unsupported`, `costly`, `expands`, `entities`, `too-deep`. */
export async function openKdbx(
  bytes: Uint8Array,
  passphrase: string,
  keyFile?: Uint8Array,
): Promise<kdbxweb.Kdbx> {
  provideKdbx()
  try {
    const kdbx = new Kdbx()
    // A file that needs only a key file has no password at all.
    const password = passphrase === '' && keyFile !== undefined ? null : ProtectedValue.fromString(passphrase)
    kdbx.credentials = new KdbxCredentials(password, keyFile === undefined ? null : arrayBuffer(keyFile))
    return await boundedFormat(kdbx).load(arrayBuffer(bytes))
  } catch (error) {
    throw asFailure(error)
  }
}

/** Methods that kdbxweb 2.1 calls while it loads a file. Its types declare them as private. */
interface FormatParts {
  readonly ctx: unknown
  decryptData(data: ArrayBuffer, key: ArrayBuffer): Promise<ArrayBuffer>
  computeKeysV4(): Promise<unknown>
  getMasterKeyV3(): Promise<ArrayBuffer>
  trimStartBytesV3(data: ArrayBuffer): ArrayBuffer
  decryptXmlV3(stream: kdbxweb.BinaryStream): Promise<string>
}

/** Decompresses the content in place of kdbxweb, which has no limit, and refuses expensive files before they cost anything. */
function boundedFormat(kdbx: kdbxweb.Kdbx): kdbxweb.KdbxFormat {
  const format = new KdbxFormat(kdbx)
  const parts = format as unknown as FormatParts
  const original = {
    decryptData: parts.decryptData.bind(format),
    computeKeysV4: parts.computeKeysV4.bind(format),
  }

  parts.computeKeysV4 = () => {
    const rounds = kdbx.header.kdfParameters?.get('R')
    const count = rounds instanceof kdbxweb.Int64 ? rounds.hi * 2 ** 32 + (rounds.lo >>> 0) : 0
    if (count > MOST_ROUNDS) throw importFailure('costly')
    return original.computeKeysV4()
  }
  parts.decryptData = async (data, key) => {
    const plain = await original.decryptData(data, key)
    return kdbx.versionMajor === 4 ? expanded(kdbx, plain) : plain
  }
  parts.decryptXmlV3 = async (stream) => {
    if ((kdbx.header.keyEncryptionRounds ?? 0) > MOST_ROUNDS) throw importFailure('costly')
    const data = stream.readBytesToEnd()
    const plain = parts.trimStartBytesV3(await original.decryptData(data, await parts.getMasterKeyV3()))
    const whole = expanded(kdbx, await HashedBlockTransform.decrypt(plain))
    return kdbxweb.ByteUtils.bytesToString(whole)
  }
  return format
}

/** Tells kdbxweb that nothing is compressed, because it no longer is. */
function expanded({ header }: kdbxweb.Kdbx, data: ArrayBuffer): ArrayBuffer {
  if (header.compression !== Consts.CompressionAlgorithm.GZip) return data
  header.compression = Consts.CompressionAlgorithm.None
  try {
    return arrayBuffer(gunzipSync(new Uint8Array(data), { maxOutputLength: LARGEST_FILE }))
  } catch (error) {
    const isBomb = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    throw importFailure(isBomb ? 'expands' : 'damaged')
  }
}

const arrayBuffer = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer

function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error
  const refused = refusedXml(error)
  if (refused !== undefined) return importFailure(refused)
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === Consts.ErrorCodes.InvalidKey) return importFailure('wrong-passphrase')
  const { InvalidVersion, Unsupported, NotImplemented, BadSignature } = Consts.ErrorCodes
  const unsupported: readonly unknown[] = [InvalidVersion, Unsupported, NotImplemented, BadSignature]
  return importFailure(unsupported.includes(code) ? 'unsupported' : 'damaged')
}
