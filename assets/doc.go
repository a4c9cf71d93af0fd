// Package assets holds what the program carries inside: fonts, icons, texts in every language, pages about
// findings, samples and notices. It gives out bytes and file systems and knows nothing of their meaning.
package assets
