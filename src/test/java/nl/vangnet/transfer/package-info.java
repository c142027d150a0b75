/// Tests of moving patients.
@org.jspecify.annotations.NullMarked
package nl.vangnet.transfer;
