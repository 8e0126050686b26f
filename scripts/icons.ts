/** Draws the tray's and the packages' images from the program's icon: `node scripts/icons.ts`. The repository contains the images. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { findChromium } from '../test/host/chromium.ts'
import { ROOT } from './bootstrap/place.mjs'

const RESOURCES = join(ROOT, 'resources')
const TRAY_DIR = join(RESOURCES, 'tray')
const PACKAGE_ICONS = join(RESOURCES, 'package', 'icons')
const ICON = readFileSync(join(RESOURCES, 'icon.svg'), 'utf8')
/** Only the key, which the icon draws in white. */
const KEY = ICON.slice(ICON.indexOf('<g '), ICON.indexOf('</svg>'))
/** The key's area within the icon's 512 units. */
const KEY_BOX = '78 92 352 352'
/** The dot's place beside the key's bow, where nothing else is drawn; an empty ring separates it from the key. */
const DOT = { x: 364, y: 378, radius: 62, gap: 26 }

type Colour = 'light' | 'dark' | 'colour'
const INKS = { light: '#ffffff', dark: '#1c1d21' }
const ALARM = '#f0883e'

function picture(colour: Colour, isAttentive: boolean): string {
  const { x, y, radius, gap } = DOT
  const cut = `<mask id="cut"><rect width="512" height="512" fill="white"/><circle cx="${x}" cy="${y}" r="${radius + gap}" fill="black"/></mask>`
  const body =
    colour === 'colour'
      ? ICON.slice(ICON.indexOf('<defs>'), ICON.indexOf('</svg>'))
      : KEY.replaceAll('#ffffff', INKS[colour])
  const dot = `<circle cx="${x}" cy="${y}" r="${radius}" fill="${colour === 'colour' ? ALARM : INKS[colour]}"/>`
  const box = colour === 'colour' ? '0 0 512 512' : KEY_BOX
  const drawn = isAttentive ? `${cut}<g mask="url(#cut)">${body}</g>${dot}` : body
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" width="100%" height="100%">${drawn}</svg>`
}

async function draw(page: Page, svg: string, pixels: number): Promise<Buffer> {
  await page.setViewportSize({ width: pixels, height: pixels })
  await page.setContent(`<body style="margin:0;width:${pixels}px;height:${pixels}px">${svg}</body>`)
  return page.screenshot({ omitBackground: true })
}

interface Image {
  readonly pixels: number
  readonly png: Buffer
}

/** The types of an Apple icon's PNG images, by their size; the 1,024 pixels are 512 points at twice the density. */
const ICNS_TYPES: Readonly<Record<number, string>> = {
  32: 'ic11',
  64: 'ic12',
  128: 'ic07',
  256: 'ic08',
  512: 'ic09',
  1_024: 'ic10',
}

/** An ICNS file: each part begins with its type and its total length. */
function icnsOf(images: readonly Image[]): Buffer {
  const part = (type: string, content: Buffer) => {
    const head = Buffer.alloc(8)
    head.write(type, 'latin1')
    head.writeUInt32BE(head.length + content.length, 4)
    return Buffer.concat([head, content])
  }
  const parts = images.flatMap(({ pixels, png }) => {
    const type = ICNS_TYPES[pixels]
    return type === undefined ? [] : [part(type, png)]
  })
  return part('icns', Buffer.concat(parts))
}

/** An ICO file of PNG images ("ICO", Windows Vista and later): header, one entry per size, the images. */
function icoOf(images: readonly Image[]): Buffer {
  const header = Buffer.alloc(6 + 16 * images.length)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(images.length, 4)
  let offset = header.length
  images.forEach(({ pixels, png }, index) => {
    const at = 6 + 16 * index
    header.writeUInt8(pixels % 256, at)
    header.writeUInt8(pixels % 256, at + 1)
    header.writeUInt16LE(1, at + 4)
    header.writeUInt16LE(32, at + 6)
    header.writeUInt32LE(png.length, at + 8)
    header.writeUInt32LE(offset, at + 12)
    offset += png.length
  })
  return Buffer.concat([header, ...images.map(({ png }) => png)])
}

const executablePath = findChromium()
if (executablePath === undefined) throw new Error('No Chromium or Chrome is installed')
const browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 })
const page = await browser.newPage()
mkdirSync(TRAY_DIR, { recursive: true })
for (const isAttentive of [false, true]) {
  const state = isAttentive ? 'attention' : 'calm'
  const save = (name: string, bytes: Buffer) => writeFileSync(join(TRAY_DIR, `${state}${name}`), bytes)
  for (const [scale, suffix] of [
    [1, ''],
    [2, '@2x'],
  ] as const) {
    // macOS: black and alpha, 16 points. Linux: 22 points, which every panel can scale.
    save(
      `Template${suffix}.png`,
      await draw(page, picture('dark', isAttentive).replaceAll(INKS.dark, '#000000'), 16 * scale),
    )
    for (const colour of ['light', 'dark', 'colour'] as const)
      save(`-${colour}${suffix}.png`, await draw(page, picture(colour, isAttentive), 22 * scale))
  }
  const sizes = [16, 20, 24, 32, 48, 256]
  const images = []
  for (const pixels of sizes)
    images.push({ pixels, png: await draw(page, picture('colour', isAttentive), pixels) })
  save('.ico', icoOf(images))
}

mkdirSync(PACKAGE_ICONS, { recursive: true })
const appImages: Image[] = []
for (const pixels of [16, 24, 32, 48, 64, 128, 256, 512, 1_024])
  appImages.push({ pixels, png: await draw(page, picture('colour', false), pixels) })
for (const { pixels, png } of appImages)
  if (pixels <= 512) writeFileSync(join(PACKAGE_ICONS, `${pixels}.png`), png)
writeFileSync(join(PACKAGE_ICONS, 'icon.icns'), icnsOf(appImages))
writeFileSync(join(PACKAGE_ICONS, 'icon.ico'), icoOf(appImages.filter(({ pixels }) => pixels <= 256)))
await browser.close()
