// Package sample holds results for the tests of renderers: one rule of each word, and one
// of which every text bites.
package sample
