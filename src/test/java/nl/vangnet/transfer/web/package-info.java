/// Tests of the pages of moving patients, from outside.
@org.jspecify.annotations.NullMarked
package nl.vangnet.transfer.web;
