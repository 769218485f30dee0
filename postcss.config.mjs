/** Tailwind 4 is configured in CSS (app/globals.css); this only plugs it into the build. */
export default { plugins: { '@tailwindcss/postcss': {} } }
