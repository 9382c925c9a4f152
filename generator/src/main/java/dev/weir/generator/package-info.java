/** Synthetic access logs and their exact truth. Imports nothing of Weir, so that its truth can disagree with the model. */
package dev.weir.generator;
