/** Starts the palette page: loads the styles, connects to the main process and renders the palette. */
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
