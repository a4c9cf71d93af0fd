// Command rehearse draws customer journey maps and rehearses them before launch.
package main

func main() {}
