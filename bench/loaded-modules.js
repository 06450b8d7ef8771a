/** Loaded before a program: when it ends, writes the provider's modules that it loaded to the file in LOADED_MODULES. */
const { writeFileSync } = require('node:fs');

process.on('exit', () => {
  const modules = Object.keys(require.cache).flatMap((path) => {
    const match = /node_modules\/(@cdktf\/provider-(?:aws|kubernetes)\/lib\/[^/]+)\/index\.js$/.exec(
      path.replace(/\\/g, '/'),
    );
    return match ? [match[1]] : [];
  });
  writeFileSync(process.env.LOADED_MODULES, JSON.stringify(modules.sort()));
});
