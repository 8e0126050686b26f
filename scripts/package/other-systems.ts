/**
 * Packages for macOS and Windows, made on those systems by the release workflow. Untested until that workflow has run, because no such system was
 * available when this was written.
 */
import { rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { packager, type Options } from '@electron/packager'
import { ROOT } from '../bootstrap/place.mjs'
import { stageApp } from './app-archive.ts'
import { COMMAND_FOLDER, commandFormWords, makeCommandFolder } from './command-folder.ts'
import { readComponents } from './components.ts'
import { setFuses } from './fuses.ts'
import { OUT_DIR } from './make.ts'
import { NOTICES_FILE, noticesText } from './notices.ts'
import { COMPONENT, productFor, type Product } from './product.ts'
import { runProgram } from './programs.ts'
import { npmBom, packageBom } from './sbom.ts'
import { writeSums } from './sums.ts'

/** The options that sign a package. Left out if the environment contains none: the package is then unsigned. */
export function signingOptions(
  env: NodeJS.ProcessEnv,
): Pick<Options, 'osxSign' | 'osxNotarize' | 'windowsSign'> {
  const value = (name: string) => (env[name] === '' ? undefined : env[name])
  const identity = value('KEYHOLD_APPLE_IDENTITY')
  const [appleId, appleIdPassword, teamId] = ['ID', 'PASSWORD', 'TEAM'].map((name) =>
    value(`KEYHOLD_APPLE_${name}`),
  )
  const certificateFile = value('KEYHOLD_WINDOWS_CERTIFICATE')
  const certificatePassword = value('KEYHOLD_WINDOWS_PASSWORD')
  const mayNotarize = appleId !== undefined && appleIdPassword !== undefined && teamId !== undefined
  return {
    ...(identity !== undefined && { osxSign: { identity } }),
    ...(identity !== undefined && mayNotarize && { osxNotarize: { appleId, appleIdPassword, teamId } }),
    ...(certificateFile !== undefined &&
      certificatePassword !== undefined && { windowsSign: { certificateFile, certificatePassword } }),
  }
}

/** Whether the bundle must be signed without a certificate, because a Mac with an Apple processor would not start it otherwise. Pure. */
export const needsAdHocSignature = (
  platform: 'darwin' | 'win32',
  arch: Product['arch'],
  signing: ReturnType<typeof signingOptions>,
): boolean => platform === 'darwin' && arch === 'arm64' && signing.osxSign === undefined

/** Makes one archive for this system and this processor, its bill of materials and the checksums; returns their paths. Downloads Electron. */
export async function makeElsewhere(
  platform: 'darwin' | 'win32',
  say: (line: string) => void,
): Promise<readonly string[]> {
  const product = productFor()
  const { manifest, electronVersion, arch } = product
  rmSync(OUT_DIR, { recursive: true, force: true })
  const workDir = join(OUT_DIR, 'work')
  const stageDir = join(workDir, 'app')
  stageApp(product, stageDir, platform)
  const commandDir = join(workDir, COMMAND_FOLDER)
  makeCommandFolder(commandDir, platform, product.commandForm)
  say(commandFormWords(product.commandForm))
  const signing = signingOptions(process.env)
  if (Object.keys(signing).length === 0) say('not signed: the environment names no certificate')
  const [folder] = await packager({
    dir: stageDir,
    out: workDir,
    overwrite: true,
    quiet: true,
    platform,
    arch,
    electronVersion,
    name: manifest.productName,
    executableName: platform === 'win32' ? manifest.name : manifest.productName,
    appVersion: manifest.version,
    appBundleId: COMPONENT,
    appCategoryType: 'public.app-category.developer-tools',
    icon: join(ROOT, 'resources', 'package', 'icons', platform === 'darwin' ? 'icon.icns' : 'icon.ico'),
    extraResource: [commandDir],
    asar: { unpack: '**/*.node' },
    prune: false, // only files that the program needs are staged
    protocols: [{ name: manifest.productName, schemes: ['keyhold'] }],
    win32metadata: { CompanyName: 'The Keyhold maintainers', FileDescription: manifest.productName },
    // Before the signature, which any later change would break.
    afterCopyExtraResources: [
      async ({ buildPath }) => {
        await setFuses(executableIn(buildPath, platform, manifest))
      },
    ],
    ...signing,
  })
  if (folder === undefined) throw new Error('The packager made nothing')
  // Must come last, because the packager changes the bundle once more for the integrity check of the archive.
  if (needsAdHocSignature(platform, arch, signing))
    await setFuses(executableIn(folder, platform, manifest), { signsAdHoc: true })
  writeFileSync(join(folder, NOTICES_FILE), noticesText(readComponents(), electronVersion))
  const files = [archiveOf(folder, platform, product), bomOf(product, platform)]
  rmSync(workDir, { recursive: true, force: true })
  return [...files, writeSums(files, OUT_DIR)]
}

/** The path that `setFuses` expects: a bundle on macOS, a file on Windows. */
const executableIn = (
  folder: string,
  platform: 'darwin' | 'win32',
  { productName, name }: Product['manifest'],
): string => join(folder, platform === 'darwin' ? `${productName}.app` : `${name}.exe`)

/** Uses the system's own tool, which keeps a bundle's links and signature. */
function archiveOf(folder: string, platform: 'darwin' | 'win32', { manifest, arch }: Product): string {
  const target = join(
    OUT_DIR,
    `${manifest.name}-${manifest.version}-${platform === 'darwin' ? 'macos' : 'windows'}-${arch}.zip`,
  )
  if (platform === 'darwin')
    runProgram('ditto', ['-c', '-k', '--sequesterRsrc', '--keepParent', folder, target])
  else runProgram('tar', ['-a', '-c', '-f', target, '-C', join(folder, '..'), basename(folder)])
  return target
}

function bomOf(product: Product, platform: string): string {
  const target = join(OUT_DIR, `keyhold-${product.manifest.version}-${platform}-${product.arch}.cdx.json`)
  writeFileSync(target, `${JSON.stringify(packageBom(npmBom(), readComponents(), product), undefined, 2)}\n`)
  return target
}
