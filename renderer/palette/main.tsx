/** The palette page's start: styles, the connection to main, the palette. */
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { connect } from './connection.ts'
import { Palette } from './palette.tsx'
import '../styles/palette-page.css'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no root')

connect()
createRoot(root).render(
  <StrictMode>
    <Palette />
  </StrictMode>,
)
